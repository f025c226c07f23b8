import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { listenForKeys, useKeys } from '../keys/keys.ts';
import { scanToBasket } from '../scanner/scan-to-basket.ts';
import { startScanner } from '../scanner/scanner.ts';
import { useView } from '../stores/view.ts';

/** The scanner and the keys of the whole window. */
export const useInputs = (): void => {
  const [location] = useLocation();
  const isOnSell = location === '/';
  useEffect(() => {
    const scanner = startScanner((code) => void scanToBasket(code, isOnSell));
    const stopKeys = listenForKeys(scanner.afterPause);
    return () => {
      scanner.stop();
      stopKeys();
    };
  }, [isOnSell]);
  useKeys('Everywhere', [{ key: '?', does: 'Show the keys', run: () => useView.getState().showKeys(true) }]);
};
