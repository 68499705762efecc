import { createContext, use } from 'react';

/** What a form of a set-up knows of the shop around it, so that people pick what there is and type no names. */
export interface FormKnows {
  /** The whole set-up as it stands in the form. */
  root: Readonly<Record<string, unknown>>;
  /** The shop's programs of points, by their short names. */
  pointsPrograms: readonly string[];
  tiers: readonly string[];
  segments: readonly string[];
  /** Where the last attempt to save found something wrong, as names with dots between. */
  wrongPlace: string | undefined;
}

const nothing: FormKnows = { root: {}, pointsPrograms: [], tiers: [], segments: [], wrongPlace: undefined };
const FormContext = createContext<FormKnows>(nothing);

/** Tells the fields inside what the shop has. */
export const FormKnowing = FormContext.Provider;

/** What the form knows; nothing outside of one that told. */
export const useFormKnows = (): FormKnows => use(FormContext);
