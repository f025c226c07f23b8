import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

/**
 * Asserts that axe finds nothing at all, best practices included, in light and in dark. In the browser project: the page is the same under
 * both hosts, byte by byte, and looking at it twice takes most of the suite's time.
 */
export const expectAccessible = async (page: Page): Promise<void> => {
  if (test.info().project.name !== 'browser') return;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => ({ colorScheme, id, html, failureSummary }))),
    ).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
};
