/**
 * What a till may do. `restricted`: it may be a copy of itself, so it earns and does not spend until its log is reconciled with
 * the centre. `retired`: the owner revoked it, and nothing it writes is believed.
 */
export type TillState = 'sound' | 'restricted' | 'retired';
