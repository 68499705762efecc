import { accessApi } from './access.api.ts';
import { backOfficeApi } from './back-office.api.ts';
import { brandApi } from './brand.api.ts';
import { captureApi } from './capture.api.ts';
import { checkoutApi } from './checkout.api.ts';
import { claimsApi } from './claims.api.ts';
import { couponsApi } from './coupons.api.ts';
import { devicesApi } from './devices.api.ts';
import { displayApi } from './display.api.ts';
import { giftCardsApi, lostGiftCardsApi } from './gift-cards.api.ts';
import { historyApi } from './history.api.ts';
import { leaderboardApi } from './leaderboard.api.ts';
import { membersApi } from './members.api.ts';
import { membershipApi } from './membership.api.ts';
import { poleApi } from './pole.api.ts';
import { placesApi } from './places.api.ts';
import { peopleApi } from './people.api.ts';
import { practiceApi } from './practice.api.ts';
import { printApi } from './print.api.ts';
import { printerApi } from './printer.api.ts';
import { programsApi } from './programs.api.ts';
import { referralApi } from './referral.api.ts';
import { refundApi } from './refund.api.ts';
import { segmentsApi } from './segments.api.ts';
import { shopApi } from './shop.api.ts';
import { tillApi } from './till.api.ts';
import { trainingApi } from './training.api.ts';
import { vouchersApi } from './vouchers.api.ts';
import { whatIfApi } from './what-if.api.ts';

/** Everything screens and till may say to each other, group by group, alphabetically. */
export const api = {
  ...accessApi,
  ...backOfficeApi,
  ...brandApi,
  ...captureApi,
  ...checkoutApi,
  ...claimsApi,
  ...couponsApi,
  ...devicesApi,
  ...displayApi,
  ...giftCardsApi,
  ...lostGiftCardsApi,
  ...historyApi,
  ...leaderboardApi,
  ...membersApi,
  ...membershipApi,
  ...placesApi,
  ...poleApi,
  ...peopleApi,
  ...practiceApi,
  ...printApi,
  ...printerApi,
  ...programsApi,
  ...referralApi,
  ...refundApi,
  ...segmentsApi,
  ...shopApi,
  ...tillApi,
  ...trainingApi,
  ...vouchersApi,
  ...whatIfApi,
} as const;
export type Api = typeof api;
