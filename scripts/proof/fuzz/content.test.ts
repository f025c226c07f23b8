import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { newId } from '../../../domain/shared/ids.ts';
import { openTryTill, withTemporaryFolder } from '../try-till.ts';
import { readContent } from './content.ts';

it('sees every change of the file but the counting of wrong guesses', async () => {
  await withTemporaryFolder(async (dataDir) => {
    const till = await openTryTill({ dataDir });
    await till.call('identity.setUpDemoShop', { id: newId() });
    const content = readContent(till.file);
    const before = content.hash();
    expect(content.wasWritten()).toBe(false);

    const other = new Sqlite(till.file);
    const changes = [
      "UPDATE catalog_item SET description = 'x' WHERE seq = 1",
      'DELETE FROM outbox WHERE sequence = 1',
      'UPDATE register SET next_order_number = 2',
    ];
    for (const change of changes) {
      other.exec(`BEGIN; ${change}; ROLLBACK`);
      expect(content.wasWritten(), change).toBe(false);
      other.exec(`SAVEPOINT before; ${change}; RELEASE before`);
      expect(content.wasWritten(), change).toBe(true);
      expect(content.hash(), change).not.toBe(before);
    }
    const changed = content.hash();
    other.exec('UPDATE credential SET failed_attempts = 3');
    expect(content.wasWritten()).toBe(true);
    expect(content.hash()).toBe(changed);
    other.close();
    content.close();
    await till.app.close();
  });
});
