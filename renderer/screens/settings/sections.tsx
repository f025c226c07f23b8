import { type Icon, IconPrinter, IconReceipt } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { PrintersSection } from './printers-section.tsx';
import { ReceiptSection } from './receipt-section.tsx';

interface SettingsSection {
  readonly name: string;
  readonly path: string;
  readonly icon: Icon;
  readonly section: ComponentType;
}

/** The sections of the settings, in the order of their navigation. */
export const SECTIONS: readonly SettingsSection[] = [
  { name: 'Receipt', path: '/settings/receipt', icon: IconReceipt, section: ReceiptSection },
  { name: 'Printers', path: '/settings/printers', icon: IconPrinter, section: PrintersSection },
];
