/** What the business needs from a machine, passed in so that it can be replayed: nothing here is read from the air. */
export interface Machine {
  /** Milliseconds since 1970 by the wall clock. May jump; nothing safe depends on it. */
  now(): number;
  /** A new identifier, unique everywhere and roughly ordered by time (UUID version 7, RFC 9562), 36 characters. */
  newId(): string;
  /** `length` unpredictable bytes. */
  randomBytes(length: number): Uint8Array;
  /** SHA-256 of the UTF-8 bytes of `text`, as 64 lower-case hex digits (FIPS 180-4). */
  sha256(text: string): string;
}

/** Verifies an Ed25519 signature (RFC 8032). Keys are 32 raw bytes, signatures 64. False for anything malformed. */
export type VerifySignature = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;
