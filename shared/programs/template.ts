/** A pack of programs that runs unchanged, for one trade. Names are texts of the shop, to be changed by whoever takes it. */
export interface Template {
  /** Its name stands under `template.<id>` in every language, and what it brings under `template.<id>.about`. */
  id: 'cafe' | 'restaurant' | 'retail' | 'services';
  programs: readonly { programId: string; type: string; setup: Record<string, unknown> }[];
}
