/** `good` is settled, `waiting` needs somebody, `late` is past its day, `none` has no state. */
export type Tone = 'good' | 'waiting' | 'late' | 'none';
