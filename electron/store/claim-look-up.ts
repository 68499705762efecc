import type { KnownClaim, LookUp } from '#shared/visit/look-up.ts';
import type { Db } from './open-database.ts';

/** What decisions ask of receipts that may be claimed. */
export interface StoredClaims extends Pick<LookUp, 'claim' | 'claimsOn'> {
  /** The claim that a sale opened; undefined for most. */
  claimOfSale(saleId: string): KnownClaim | undefined;
}

interface ClaimRow extends Omit<KnownClaim, 'total' | 'value'> {
  minor: number;
  currency: string;
  value: string;
}

/** Statements prepared once: from this till's own read tables and what the centre told of the others'. */
export function createClaimLookUp(db: Db, walletsOf: (walletId: string) => readonly string[]): StoredClaims {
  const columns = 'claim_id, sale_id, lot, minor, currency, value, claimed_by, claimed_day, lessened';
  const found = (where: string) =>
    `SELECT claim_id AS claimId, max(sale_id) AS saleId, max(lot) AS lot, max(minor) AS minor, max(currency) AS currency,
       max(value) AS value, max(claimed_by) AS claimedBy, max(claimed_day) AS claimedDay, coalesce(max(lessened), 0) AS lessened
     FROM (SELECT ${columns} FROM claims WHERE ${where} UNION ALL SELECT ${columns} FROM known_claims WHERE ${where})
     GROUP BY claim_id HAVING max(value) IS NOT NULL LIMIT 1`;
  const one = db.prepare<{ id: string }, ClaimRow>(found('claim_id = @id'));
  // Whoever claimed it elsewhere wrote a row that does not name the sale.
  const idOfSale = db
    .prepare<{ id: string }, string>(
      `SELECT claim_id FROM claims WHERE sale_id = @id UNION SELECT claim_id FROM known_claims WHERE sale_id = @id`,
    )
    .pluck();
  const onDay = db
    .prepare<{ id: string; day: string }, number>(
      `SELECT count(*) FROM (SELECT claim_id FROM claims WHERE claimed_by = @id AND claimed_day = @day
         UNION SELECT claim_id FROM known_claims WHERE claimed_by = @id AND claimed_day = @day)`,
    )
    .pluck();
  const claim = (claimId: string): KnownClaim | undefined => {
    const row = one.get({ id: claimId });
    return row && knownClaim(row);
  };
  return {
    claim,
    claimsOn: (walletId, day) =>
      walletsOf(walletId).reduce((sum, id) => sum + (onDay.get({ id, day }) ?? 0), 0),
    claimOfSale(saleId) {
      const claimId = idOfSale.get({ id: saleId });
      return claimId === undefined ? undefined : claim(claimId);
    },
  };
}

function knownClaim({ minor, currency, value, ...claim }: ClaimRow): KnownClaim {
  return {
    ...claim,
    total: { minor, currency },
    value: JSON.parse(value) as KnownClaim['value'],
  };
}
