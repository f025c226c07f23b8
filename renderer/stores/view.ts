import { create } from 'zustand';

/** What the demo shop's owner signs in with; told once. */
export interface DemoSecretsView {
  readonly email: string;
  readonly password: string;
  readonly pin: string;
}

/** The view alone: what came from main lives in the queries. */
interface View {
  sounds: boolean;
  setSounds(sounds: boolean): void;
  /** A code that was scanned and is on no item. */
  unknownCode: string | null;
  setUnknownCode(code: string | null): void;
  keysShown: boolean;
  showKeys(shown: boolean): void;
  /** Units for the next item, typed ahead of it; null for one. */
  quantity: number | null;
  setQuantity(quantity: number | null): void;
  /** Gives the units typed ahead and forgets them. */
  takeQuantity(): number;
  /** The line that the last scan or choice went to. */
  lastAdded: string | null;
  setLastAdded(itemId: string | null): void;
  /** A receipt that was scanned or chosen to take goods back by. */
  receiptWanted: string | null;
  setReceiptWanted(receipt: string | null): void;
  demoSecrets: DemoSecretsView | null;
  setDemoSecrets(secrets: DemoSecretsView | null): void;
}

const SOUNDS_KEY = 'tillwright.sounds';

export const useView = create<View>((set, get) => ({
  sounds: localStorage.getItem(SOUNDS_KEY) !== 'off',
  setSounds: (sounds) => {
    localStorage.setItem(SOUNDS_KEY, sounds ? 'on' : 'off');
    set({ sounds });
  },
  unknownCode: null,
  setUnknownCode: (unknownCode) => set({ unknownCode }),
  keysShown: false,
  showKeys: (keysShown) => set({ keysShown }),
  quantity: null,
  setQuantity: (quantity) => set({ quantity }),
  takeQuantity: () => {
    const { quantity } = get();
    set({ quantity: null });
    return quantity ?? 1;
  },
  lastAdded: null,
  setLastAdded: (lastAdded) => set({ lastAdded }),
  receiptWanted: null,
  setReceiptWanted: (receiptWanted) => set({ receiptWanted }),
  demoSecrets: null,
  setDemoSecrets: (demoSecrets) => set({ demoSecrets }),
}));
