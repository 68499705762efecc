/** Why a file does not become the logo of a shop's papers. Sizes are in dots. */
export type LogoRefusal =
  | { code: 'LOGO_NOT_A_PNG' }
  | { code: 'LOGO_TOO_LARGE'; most: number }
  | { code: 'LOGO_TOO_SMALL'; least: number }
  | { code: 'LOGO_TOO_LONG' }
  | { code: 'LOGO_EMPTY' };
