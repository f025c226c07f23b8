import type { ImportField } from '../../contract/imports.ts';
import { textKey } from '../text-key.ts';

/** A column as the file names it, with values of its first rows. */
export interface Column {
  readonly name: string;
  readonly samples: readonly string[];
}

/** What columns are called in exports, the surest first; compared without case, accents, blanks and signs. */
const NAMES: Readonly<Record<ImportField, readonly string[]>> = {
  barcode: [
    'barcode',
    'barcodes',
    'ean',
    'eancode',
    'ean13',
    'ean8',
    'gtin',
    'upc',
    'upca',
    'upcean',
    'strichcode',
    'codebarre',
    'codebarres',
    'codigodebarras',
  ],
  price: [
    'price',
    'unitprice',
    'sellingprice',
    'saleprice',
    'salesprice',
    'retailprice',
    'grossprice',
    'preis',
    'verkaufspreis',
    'vk',
    'prix',
    'precio',
    'prezzo',
    'prijs',
  ],
  availableStock: [
    'availablestock',
    'stock',
    'stocklevel',
    'instock',
    'quantity',
    'qty',
    'onhand',
    'quantityonhand',
    'inventory',
    'bestand',
    'lagerbestand',
    'menge',
    'quantite',
    'cantidad',
    'voorraad',
  ],
  restockThreshold: [
    'restockthreshold',
    'reorderlevel',
    'reorderpoint',
    'minstock',
    'minimumstock',
    'lowstock',
    'lowstockthreshold',
    'mindestbestand',
    'meldebestand',
  ],
  maxStockThreshold: ['maxstockthreshold', 'maxstock', 'maximumstock', 'hochstbestand'],
  type: [
    'type',
    'catalogtype',
    'producttype',
    'category',
    'productcategory',
    'department',
    'group',
    'productgroup',
    'kategorie',
    'warengruppe',
    'categorie',
    'categoria',
  ],
  brand: [
    'brand',
    'catalogbrand',
    'brandname',
    'manufacturer',
    'vendor',
    'maker',
    'marke',
    'hersteller',
    'marque',
    'marca',
    'merk',
  ],
  name: [
    'name',
    'itemname',
    'productname',
    'title',
    'item',
    'product',
    'article',
    'artikel',
    'artikelname',
    'bezeichnung',
    'artikelbezeichnung',
    'produkt',
    'nom',
    'nombre',
    'nome',
    'naam',
    'label',
  ],
  description: [
    'description',
    'details',
    'longdescription',
    'productdescription',
    'beschreibung',
    'descripcion',
    'descrizione',
    'omschrijving',
    'text',
    'notes',
  ],
};

const FIELDS = Object.keys(NAMES) as ImportField[];

const nameKey = (name: string): string => textKey(name).replace(/[^\p{L}\p{N}]/gu, '');

/** Whether any of these names is one that exports use: then they are names and not a first row. */
export const knowsColumn = (names: readonly string[]): boolean => {
  const keys = new Set(names.map(nameKey));
  return FIELDS.some((field) => NAMES[field].some((known) => keys.has(known)));
};

const LOOKS_LIKE: readonly (readonly [ImportField, RegExp])[] = [
  ['barcode', /^(\d{8}|\d{12,14})$/],
  ['price', /^\D{0,4}\d{1,6}[.,]\d{2}\D{0,4}$/],
  ['name', /\p{L}{3}/u],
];

/**
 * Guesses what each column means: by its name, and what no name tells by its values.
 * @returns one entry a column; null for a column that means nothing known. No meaning is given twice
 */
export const guessMapping = (columns: readonly Column[]): (ImportField | null)[] => {
  const mapping: (ImportField | null)[] = columns.map(() => null);
  const keys = columns.map(({ name }) => nameKey(name));
  for (const field of FIELDS) {
    const best = NAMES[field].map((known) => keys.indexOf(known)).find((index) => index >= 0 && mapping[index] === null);
    if (best !== undefined) mapping[best] = field;
  }
  for (const [field, pattern] of LOOKS_LIKE) {
    if (mapping.includes(field)) continue;
    const best = columns.findIndex(
      ({ samples }, index) =>
        mapping[index] === null && samples.length > 0 && samples.every((sample) => pattern.test(sample.trim())),
    );
    if (best >= 0) mapping[best] = field;
  }
  return mapping;
};
