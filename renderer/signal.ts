import { useView } from './stores/view.ts';

type Signal = 'scan' | 'error' | 'paid';

/** Pitches in hertz, one after the other. */
const TONES: Readonly<Record<Signal, readonly number[]>> = { scan: [1760], error: [220, 185], paid: [1319, 1760] };
const TONE_SECONDS = 0.09;
const FLASH_MS = 220;

let audio: AudioContext | undefined;

/** A sound, unless they are off, and a flash of colour at the edge of the window. */
export const signal = (kind: Signal): void => {
  flash(kind);
  if (!useView.getState().sounds) return;
  try {
    audio ??= new AudioContext();
    const start = audio.currentTime;
    for (const [index, pitch] of TONES[kind].entries()) tone(audio, pitch, start + index * TONE_SECONDS);
  } catch {
    // A machine without sound still has the flash.
  }
};

const tone = (context: AudioContext, pitch: number, at: number): void => {
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.frequency.value = pitch;
  gain.gain.setValueAtTime(0.08, at);
  gain.gain.exponentialRampToValueAtTime(0.001, at + TONE_SECONDS);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(at);
  oscillator.stop(at + TONE_SECONDS);
};

const flash = (kind: Signal): void => {
  const { documentElement } = document;
  documentElement.dataset['flash'] = kind;
  setTimeout(() => {
    if (documentElement.dataset['flash'] === kind) delete documentElement.dataset['flash'];
  }, FLASH_MS);
};
