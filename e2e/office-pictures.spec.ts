import { openOffice, openShops, test } from './office-hub.ts';
import { takePicture } from './take-picture.ts';

test.setTimeout(480_000);

test('the office has its picture taken', async ({ page, served }, testInfo) => {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await openShops(served);
  await openOffice(page, served);
  await page.getByRole('region', { name: 'Sales in EUR' }).waitFor();
  await page.getByText('12 min behind').waitFor();
  await takePicture(page, 'office-overview', testInfo);
  await page.keyboard.press('Alt+2');
  await page.getByRole('row', { name: 'R2, Harbour Street' }).click();
  await page.getByRole('heading', { name: 'R2' }).waitFor();
  await takePicture(page, 'office-registers', testInfo);
  await page.keyboard.press('Alt+4');
  await page.getByRole('row', { name: 'Apples 1 kg' }).click();
  await page.getByRole('textbox', { name: 'Name' }).waitFor();
  await takePicture(page, 'office-items', testInfo);
});
