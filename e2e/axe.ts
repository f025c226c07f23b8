import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

/**
 * Asserts that axe finds nothing at all, best practices included: in light and in dark under one host, in one of them under the other, for the
 * colours are the same.
 */
export const expectAccessible = async (page: Page): Promise<void> => {
  const schemes = test.info().project.name === 'electron' ? (['dark'] as const) : (['light', 'dark'] as const);
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => ({ colorScheme, id, html, failureSummary }))),
    ).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
};
