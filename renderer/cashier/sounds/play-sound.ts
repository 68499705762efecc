import type { Sound } from './sound-of.ts';

/** Tones of a sound, one behind the other: how high, in hertz, and how long, in seconds. */
const tones: Readonly<Record<Sound, readonly (readonly [hertz: number, seconds: number])[]>> = {
  known: [
    [880, 0.06],
    [1175, 0.09],
  ],
  unknown: [
    [587, 0.07],
    [587, 0.07],
  ],
  refused: [[233, 0.18]],
};
/** Quiet: about a twentieth of what the loudspeaker can. */
const loudness = 0.06;
/** A tone that comes later than this says nothing any more. */
const staleMs = 300;
/** One and the same thing may be told in two ways at once. */
const onceMs = 150;
const rememberedAs = 'tessera.sounds';

export const areSoundsOn = (): boolean => localStorage.getItem(rememberedAs) !== 'off';
/** Remembered on this machine. */
export const turnSounds = (on: boolean): void => localStorage.setItem(rememberedAs, on ? 'on' : 'off');

let context: AudioContext | undefined;
let last: { sound: Sound; atMs: number } | undefined;

/** Plays a sound, if sounds are on. Where nothing can be heard, or not yet, it is quiet: all of it is seen as well. */
export function playSound(sound: Sound): void {
  const atMs = performance.now();
  if (!areSoundsOn() || (last?.sound === sound && atMs - last.atMs < onceMs)) return;
  last = { sound, atMs };
  try {
    const audio = (context ??= new AudioContext());
    audio.resume().then(
      () => performance.now() - atMs < staleMs && ring(audio, sound),
      // No loudspeaker, or nobody touched the window yet.
      () => undefined,
    );
  } catch {
    // This machine has nothing to play with.
  }
}

function ring(audio: AudioContext, sound: Sound): void {
  let at = audio.currentTime;
  for (const [hertz, seconds] of tones[sound]) {
    const tone = new OscillatorNode(audio, { frequency: hertz });
    const volume = new GainNode(audio, { gain: 0 });
    // In and out softly: a tone that is cut clicks.
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(loudness, at + 0.01);
    volume.gain.setValueAtTime(loudness, at + seconds - 0.02);
    volume.gain.linearRampToValueAtTime(0, at + seconds);
    tone.connect(volume).connect(audio.destination);
    tone.start(at);
    tone.stop(at + seconds);
    at += seconds;
  }
}
