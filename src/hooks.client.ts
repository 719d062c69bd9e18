import type { ClientInit } from '@sveltejs/kit/hooks';
import { noteEarlyChoices } from '#platform/ui/early-choices.ts';

export const init: ClientInit = noteEarlyChoices;
