import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { listenForKeys, useKeys } from '../keys/keys.ts';
import { isReceiptCode } from '../scanner/receipt-code.ts';
import { scanToBasket } from '../scanner/scan-to-basket.ts';
import { startScanner } from '../scanner/scanner.ts';
import { useView } from '../stores/view.ts';

/** The scanner and the keys of the whole window. */
export const useInputs = (): void => {
  const [location, navigate] = useLocation();
  const isOnSell = location === '/';
  useEffect(() => {
    const scanner = startScanner((code) => {
      if (!isReceiptCode(code)) return void scanToBasket(code, isOnSell);
      useView.getState().setReceiptWanted(code);
      navigate('/returns');
    });
    const stopKeys = listenForKeys(scanner.afterPause);
    return () => {
      scanner.stop();
      stopKeys();
    };
  }, [isOnSell, navigate]);
  useKeys('Everywhere', [{ key: '?', does: 'Show the keys', run: () => useView.getState().showKeys(true) }]);
};
