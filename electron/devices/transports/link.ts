/** An open line to a device: bytes in both directions, and word when it is gone. Whoever opens it closes it. */
export interface Link {
  /** Sends after everything sent before. On a line that is gone the bytes are lost; `onLost` has said so. */
  send(bytes: Uint8Array): void;
  onBytes(listener: (bytes: Uint8Array) => void): void;
  /** Called once, at the latest in the turn after subscribing, when the other side is gone. */
  onLost(listener: () => void): void;
  /** Hands over what was sent, then hangs up; gives up on a device that takes nothing. Never throws. */
  close(): Promise<void>;
}
