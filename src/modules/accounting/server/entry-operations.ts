export { discardEntryDraft } from './drafts/discard-entry-draft.ts';
export { getEntryDraft } from './drafts/get-entry-draft.read.ts';
export { keepEntryDraft } from './drafts/keep-entry-draft.ts';
export { listEntryDrafts } from './drafts/list-entry-drafts.read.ts';
