import { create } from 'zustand';

/** The view alone: what came from main lives in the queries. */
interface View {
  sounds: boolean;
  setSounds(sounds: boolean): void;
  /** A code that was scanned and is on no item. */
  unknownCode: string | null;
  setUnknownCode(code: string | null): void;
  keysShown: boolean;
  showKeys(shown: boolean): void;
}

const SOUNDS_KEY = 'tillwright.sounds';

export const useView = create<View>((set) => ({
  sounds: localStorage.getItem(SOUNDS_KEY) !== 'off',
  setSounds: (sounds) => {
    localStorage.setItem(SOUNDS_KEY, sounds ? 'on' : 'off');
    set({ sounds });
  },
  unknownCode: null,
  setUnknownCode: (unknownCode) => set({ unknownCode }),
  keysShown: false,
  showKeys: (keysShown) => set({ keysShown }),
}));
