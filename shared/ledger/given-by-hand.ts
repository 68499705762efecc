/** The reason of a voucher that somebody gave to a member by hand: what tells it from one that a sale or a batch made. */
export const givenByHand = 'GIVEN_BY_HAND';
