import { join } from 'node:path';
import { expect, type Page, type TestInfo } from '@playwright/test';

/** A picture of the page as it is, in the folder that TILLWRIGHT_PICTURES names or else in the test's own. */
export const takePicture = async (page: Page, name: string, testInfo: TestInfo): Promise<void> => {
  const folder = process.env['TILLWRIGHT_PICTURES'] ?? testInfo.outputPath('pictures');
  await page.mouse.move(0, 0);
  await expect(page.locator('html')).not.toHaveAttribute('data-flash');
  const picture = await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
  expect(picture.length).toBeGreaterThan(5000);
};
