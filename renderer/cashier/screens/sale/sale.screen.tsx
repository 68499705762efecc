import { ScanLine } from 'lucide-react';
import { memo, useCallback } from 'react';
import type { OutcomeView, VisitView } from '#shared/api/checkout.api.ts';
import { useLive } from '../../../client/live.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { shownOutcome } from '../../counter/counter.ts';
import type { Screen } from '../../screen.ts';
import { useCounter } from '../../use-counter.ts';
import { fastestPersonMs } from '../../wedge/wedge.ts';
import { CameraCorner } from '../../camera/camera-corner.tsx';
import { AmountCard } from './amount-card.tsx';
import { ClaimPanel } from './claim-panel.tsx';
import { CodePanel } from './code-panel.tsx';
import { CounterNotices } from './counter-notices.tsx';
import { GiftCardsPanel } from './gift-cards-panel.tsx';
import { ItemKeys } from './item-keys.tsx';
import { Keypad } from './keypad.tsx';
import { FindPanel } from '../../members/find-panel.tsx';
import { SheetPanel } from '../../members/sheet-panel.tsx';
import { Later } from '../../members/later.tsx';
import { HistoryPanel } from '../../history/history-panel.tsx';
import { MemberPanel } from './member-panel.tsx';
import { OffersPanel } from './offers-panel.tsx';
import { OutcomePanel } from './outcome-panel.tsx';
import { VouchersPanel } from './vouchers-panel.tsx';
import './sale.css';

/** Drawn again only when what they show is another: most of what the till says concerns one of them. */
const Steady = {
  CameraCorner: memo(CameraCorner),
  ClaimPanel: memo(ClaimPanel),
  CodePanel: memo(CodePanel),
  CounterNotices: memo(CounterNotices),
  GiftCardsPanel: memo(GiftCardsPanel),
  ItemKeys: memo(ItemKeys),
  Keypad: memo(Keypad),
  MemberPanel: memo(MemberPanel),
  OffersPanel: memo(OffersPanel),
  OutcomePanel: memo(OutcomePanel),
  VouchersPanel: memo(VouchersPanel),
};
const noItems: VisitView['items'] = [];

/** The counter: amount and keys on the left, on the right the customer, what lies on the counter, and what came of the sale. */
function SaleScreen() {
  const say = useSay();
  const { till, counter } = useCounter();
  const visit = useLive(till.visit);
  const seen = useLive(counter.seen);
  const outcome = shownOutcome(visit, seen.saleId);
  return (
    <>
      <main className="counter" aria-label={say('sale.title')}>
        <AmountCard outcome={outcome} />
        <Steady.CounterNotices />
        <Steady.ItemKeys
          items={visit?.items ?? noItems}
          giftCards={Boolean(visit?.giftCardSelling) && visit?.giftCards.length === 0}
          claims={visit?.claimOffer === 'on-request' && !visit.member && !visit.claim}
        />
        <Steady.Keypad />
      </main>
      {/* Reached with Tab so that it can be scrolled without a mouse. */}
      <div className="what" role="region" aria-label={say('sale.counter')} tabIndex={0}>
        <Steady.CameraCorner />
        {visit?.claim && !outcome && (
          <Steady.ClaimPanel claim={visit.claim} member={visit.member} newCard={visit.newCard} />
        )}
        {visit && !outcome && visit.giftCards.length > 0 && (
          <Steady.GiftCardsPanel giftCards={visit.giftCards} selling={visit.giftCardSelling} />
        )}
        <Customer visit={visit} outcome={outcome} />
        {!outcome && <Steady.OffersPanel />}
        {!outcome && <Steady.CodePanel />}
        {visit && visit.vouchers.length > 0 && <Steady.VouchersPanel vouchers={visit.vouchers} />}
      </div>
    </>
  );
}

/** The one thing about the customer that matters now: whom we look for, what came of the sale, or who is there. */
function Customer({ visit, outcome }: { visit: VisitView | undefined; outcome: OutcomeView | undefined }) {
  const finding = useLive(useCounter().counter.members.finding);
  const there = <WhoIsThere visit={visit} outcome={outcome} />;
  if (finding === undefined) return there;
  return (
    <Later ms={finding === '' ? 0 : surelyPersonMs} since={finding} until={there}>
      <FindPanel text={finding} />
    </Later>
  );
}

/**
 * A scanner's first letters look like a person's until the next one comes, so nothing opens for them yet. When none came for so long, it
 * was a person: a little longer than the detector says, for a key may be handed over late. F3 is nobody else's and does not wait.
 */
const surelyPersonMs = fastestPersonMs + 5;

function WhoIsThere({ visit, outcome }: { visit: VisitView | undefined; outcome: OutcomeView | undefined }) {
  const { sheet, history } = useCounter().counter.members;
  const changing = useLive(sheet);
  const telling = useLive(history);
  const { member = null, newCard = null } = visit ?? {};
  const walletId = member?.walletId;
  const change = useCallback(() => sheet.set(walletId), [sheet, walletId]);
  if (outcome) return <Steady.OutcomePanel outcome={outcome} />;
  if (member && changing === member.walletId)
    return <SheetPanel walletId={member.walletId} onClose={() => sheet.set(undefined)} />;
  if (member && telling === member.walletId)
    return (
      <HistoryPanel key={member.walletId} walletId={member.walletId} onClose={() => history.set(undefined)} />
    );
  return (
    <Steady.MemberPanel member={member} newCard={newCard} referring={visit?.referring} onChange={change} />
  );
}

export const sale: Screen = {
  name: 'sale',
  place: 'counter',
  title: 'sale.title',
  icon: ScanLine,
  isOffered: () => true,
  Body: SaleScreen,
};
