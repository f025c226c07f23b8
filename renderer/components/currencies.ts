const names = new Intl.DisplayNames(undefined, { type: 'currency' });

/** Every currency of this computer, as a choice: `EUR – Euro`. */
export const CURRENCIES = Intl.supportedValuesOf('currency').map((code) => ({
  value: code,
  label: `${code} – ${names.of(code) ?? code}`,
}));
