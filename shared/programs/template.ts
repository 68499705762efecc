/**
 * A pack of programs that runs unchanged, for one trade. Its texts are keys under `pack.`, its money cents of a euro: a shop takes it
 * through `packFor`, in its own language and currency, and changes what it likes.
 */
export interface Template {
  /** Its name stands under `template.<id>` in every language, and what it brings under `template.<id>.about`. */
  id: 'cafe' | 'restaurant' | 'retail' | 'services';
  programs: readonly { programId: string; type: string; setup: Record<string, unknown> }[];
}
