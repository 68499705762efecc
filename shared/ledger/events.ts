import type { z } from 'zod';
import type { EventKind } from './event.ts';
import { achievementLost } from './events/achievement-lost.event.ts';
import { achievementReached } from './events/achievement-reached.event.ts';
import { actionApproved } from './events/action-approved.event.ts';
import { campaignOpened } from './events/campaign-opened.event.ts';
import { campaignUsed } from './events/campaign-used.event.ts';
import { cardAttached } from './events/card-attached.event.ts';
import { cardBlocked } from './events/card-blocked.event.ts';
import { cardUnblocked } from './events/card-unblocked.event.ts';
import { centreOpened } from './events/centre-opened.event.ts';
import { claimLessened } from './events/claim-lessened.event.ts';
import { claimOpened } from './events/claim-opened.event.ts';
import { clockJumped } from './events/clock-jumped.event.ts';
import { debtHandedOver } from './events/debt-handed-over.event.ts';
import { debtRepaid } from './events/debt-repaid.event.ts';
import { debtSeized } from './events/debt-seized.event.ts';
import { drawerSeized } from './events/drawer-seized.event.ts';
import { epochStarted } from './events/epoch-started.event.ts';
import { generationStarted } from './events/generation-started.event.ts';
import { giftCardLoaded } from './events/gift-card-loaded.event.ts';
import { giftCardSpent } from './events/gift-card-spent.event.ts';
import { giftCardVoided } from './events/gift-card-voided.event.ts';
import { memberEnrolled } from './events/member-enrolled.event.ts';
import { memberErased } from './events/member-erased.event.ts';
import { memberReferred } from './events/member-referred.event.ts';
import { membershipEnded } from './events/membership-ended.event.ts';
import { membershipSold } from './events/membership-sold.event.ts';
import { membersMerged } from './events/members-merged.event.ts';
import { mergeUndone } from './events/merge-undone.event.ts';
import { placeBooked } from './events/place-booked.event.ts';
import { placeGivenUp } from './events/place-given-up.event.ts';
import { programConfigured } from './events/program-configured.event.ts';
import { progressCounted } from './events/progress-counted.event.ts';
import { receiptClaimed } from './events/receipt-claimed.event.ts';
import { refundOpened } from './events/refund-opened.event.ts';
import { reservationReleased } from './events/reservation-released.event.ts';
import { reversalSettled } from './events/reversal-settled.event.ts';
import { rightsAccepted } from './events/rights-accepted.event.ts';
import { rightsCancelled } from './events/rights-cancelled.event.ts';
import { rightsGranted } from './events/rights-granted.event.ts';
import { rightsReturned } from './events/rights-returned.event.ts';
import { rightsSuspended } from './events/rights-suspended.event.ts';
import { riskCovered } from './events/risk-covered.event.ts';
import { riskFound } from './events/risk-found.event.ts';
import { riskTaken } from './events/risk-taken.event.ts';
import { riskWrittenOff } from './events/risk-written-off.event.ts';
import { saleRecorded } from './events/sale-recorded.event.ts';
import { saleReversed } from './events/sale-reversed.event.ts';
import { settingsChanged } from './events/settings-changed.event.ts';
import { staffChanged } from './events/staff-changed.event.ts';
import { staffLockedOut } from './events/staff-locked-out.event.ts';
import { staffSignedIn } from './events/staff-signed-in.event.ts';
import { staffSignedOut } from './events/staff-signed-out.event.ts';
import { suspenseReleased } from './events/suspense-released.event.ts';
import { suspenseWrittenOff } from './events/suspense-written-off.event.ts';
import { tillOpened } from './events/till-opened.event.ts';
import { tillRevoked } from './events/till-revoked.event.ts';
import { tillVouched } from './events/till-vouched.event.ts';
import { valueAdjusted } from './events/value-adjusted.event.ts';
import { valueAwarded } from './events/value-awarded.event.ts';
import { valueClawedBack } from './events/value-clawed-back.event.ts';
import { valueExpired } from './events/value-expired.event.ts';
import { valueGivenBack } from './events/value-given-back.event.ts';
import { valueJoined } from './events/value-joined.event.ts';
import { valueReserved } from './events/value-reserved.event.ts';
import { valueSpent } from './events/value-spent.event.ts';
import { voucherIssued } from './events/voucher-issued.event.ts';
import { voucherRedeemed } from './events/voucher-redeemed.event.ts';
import { voucherRestored } from './events/voucher-restored.event.ts';
import { voucherVoided } from './events/voucher-voided.event.ts';

/** Every fact the ledger knows, alphabetically. Small and closed: programs multiply, facts do not. */
export const events = {
  AchievementLost: achievementLost,
  AchievementReached: achievementReached,
  ActionApproved: actionApproved,
  CampaignOpened: campaignOpened,
  CampaignUsed: campaignUsed,
  CardAttached: cardAttached,
  CardBlocked: cardBlocked,
  CardUnblocked: cardUnblocked,
  CentreOpened: centreOpened,
  ClaimLessened: claimLessened,
  ClaimOpened: claimOpened,
  ClockJumped: clockJumped,
  DebtHandedOver: debtHandedOver,
  DebtRepaid: debtRepaid,
  DebtSeized: debtSeized,
  DrawerSeized: drawerSeized,
  EpochStarted: epochStarted,
  GenerationStarted: generationStarted,
  GiftCardLoaded: giftCardLoaded,
  GiftCardSpent: giftCardSpent,
  GiftCardVoided: giftCardVoided,
  MemberEnrolled: memberEnrolled,
  MemberErased: memberErased,
  MemberReferred: memberReferred,
  MembersMerged: membersMerged,
  MembershipEnded: membershipEnded,
  MembershipSold: membershipSold,
  MergeUndone: mergeUndone,
  PlaceBooked: placeBooked,
  PlaceGivenUp: placeGivenUp,
  ProgramConfigured: programConfigured,
  ProgressCounted: progressCounted,
  ReceiptClaimed: receiptClaimed,
  RefundOpened: refundOpened,
  ReservationReleased: reservationReleased,
  ReversalSettled: reversalSettled,
  RightsAccepted: rightsAccepted,
  RightsCancelled: rightsCancelled,
  RightsGranted: rightsGranted,
  RightsReturned: rightsReturned,
  RightsSuspended: rightsSuspended,
  RiskCovered: riskCovered,
  RiskFound: riskFound,
  RiskTaken: riskTaken,
  RiskWrittenOff: riskWrittenOff,
  SaleRecorded: saleRecorded,
  SaleReversed: saleReversed,
  SettingsChanged: settingsChanged,
  StaffChanged: staffChanged,
  StaffLockedOut: staffLockedOut,
  StaffSignedIn: staffSignedIn,
  StaffSignedOut: staffSignedOut,
  SuspenseReleased: suspenseReleased,
  SuspenseWrittenOff: suspenseWrittenOff,
  TillOpened: tillOpened,
  TillRevoked: tillRevoked,
  TillVouched: tillVouched,
  ValueAdjusted: valueAdjusted,
  ValueAwarded: valueAwarded,
  ValueClawedBack: valueClawedBack,
  ValueExpired: valueExpired,
  ValueGivenBack: valueGivenBack,
  ValueJoined: valueJoined,
  ValueReserved: valueReserved,
  ValueSpent: valueSpent,
  VoucherIssued: voucherIssued,
  VoucherRedeemed: voucherRedeemed,
  VoucherRestored: voucherRestored,
  VoucherVoided: voucherVoided,
} as const;

type Events = typeof events;
export type EventType = keyof Events;

/** A fact as it is decided: what happened, before anybody wrote it down. Narrow it by `type`. */
export type Fact = { [T in EventType]: { type: T; body: z.output<Events[T]['schema']> } }[EventType];

/** The kind behind a type's name, or undefined for one that a newer Tessera wrote. */
export function kindOf(type: string): EventKind | undefined {
  return Object.hasOwn(events, type) ? (events[type as EventType] as unknown as EventKind) : undefined;
}
