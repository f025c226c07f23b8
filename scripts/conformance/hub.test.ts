import { describe, expect, it } from 'vitest';
import { onBothDatabases } from '../../sync/hub/testing/databases.ts';
import { ServedHub } from '../../sync/hub/testing/served-hub.ts';
import { judge } from './judge.ts';
import { connect } from './remote.ts';

describe('the hub keeps to the protocol', () => {
  onBothDatabases('every rule of the conformance kit', (make) => {
    it('holds', { timeout: 240_000 }, async () => {
      const test = await make();
      const served = await ServedHub.start(test);
      try {
        const { code } = await served.code();
        const verdicts = await judge(await connect(served.hub.url, { code }));
        expect(verdicts.filter(({ verdict }) => verdict !== 'holds')).toEqual([]);
      } finally {
        await served.hub.close();
        await test.drop();
      }
    });
  });
});
