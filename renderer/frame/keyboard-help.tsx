import { Kbd, Modal, Table, Text, Title } from '@mantine/core';
import { useKeyGroups, useKeys } from '../keys/keys.ts';
import { useView } from '../stores/view.ts';

const NAMES: Readonly<Record<string, string>> = {
  Mod: navigator.userAgent.includes('Mac') ? '⌘' : 'Ctrl',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Backspace: '⌫',
  Delete: 'Del',
};

const Keys = ({ chord }: { readonly chord: string }) => (
  <span className="till-keys">
    {(chord === '+' ? ['+'] : chord.split('+')).map((part) => (
      <Kbd key={part} size="md">
        {NAMES[part] ?? part}
      </Kbd>
    ))}
  </span>
);

/** The keys of everything that is open, as their screens bound them. */
export const KeyboardHelp = ({ note }: { readonly note?: string }) => {
  const { keysShown, showKeys } = useView();
  return (
    <Modal opened={keysShown} onClose={() => showKeys(false)} title="Keys" size="xl">
      <HelpContent note={note} />
    </Modal>
  );
};

const HelpContent = ({ note }: { readonly note: string | undefined }) => {
  const groups = useKeyGroups(({ groups: all }) => all);
  useKeys('Keys', [], { dialog: true });
  const shown = Map.groupBy(
    groups.toReversed().flatMap(({ name, bindings }) => bindings().map((binding) => ({ name, ...binding }))),
    ({ name }) => name,
  );
  return (
    <>
      {note !== undefined && <Text mb="md">{note}</Text>}
      <div className="till-keys-groups">
        {[...shown].map(([name, bindings]) => (
          <section key={name} aria-label={name}>
            <Title order={3} size="h5" mb={4}>
              {name}
            </Title>
            <Table verticalSpacing={4}>
              <Table.Tbody>
                {[...Map.groupBy(bindings, ({ does }) => does)].map(([does, same]) => (
                  <Table.Tr key={does}>
                    <Table.Td w={170}>
                      <span className="till-keys-same">
                        {same.map(({ key }) => (
                          <Keys key={key} chord={key} />
                        ))}
                      </span>
                    </Table.Td>
                    <Table.Td>{does}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </section>
        ))}
      </div>
    </>
  );
};
