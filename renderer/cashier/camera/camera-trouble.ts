/** Why a camera shows nothing. Each has a sentence with the way out under `camera.trouble.<code>`. */
export type CameraTrouble = 'none' | 'denied' | 'gone' | 'busy' | 'broken';

/** What a browser throws, in our words. */
export function cameraTroubleOf(thrown: unknown): CameraTrouble {
  switch (thrown instanceof DOMException ? thrown.name : '') {
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'none';
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    default:
      return 'broken';
  }
}
