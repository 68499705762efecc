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

/** Why a line to a device did not open. */
export type OpenTrouble =
  /** The native part that speaks to this kind of device is not installed or does not load. */
  | 'native-missing'
  /** There is no such device now. */
  | 'absent'
  /** Another program, or another part of this one, has it open. */
  | 'busy'
  /** This user may not open it. */
  | 'denied'
  | 'unreachable'
  | 'interrupted';
