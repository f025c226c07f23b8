import { Alert, Button, Code, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { type DemoSecretsView, useView } from '../../stores/view.ts';

/** Told once: the demo's owner, too, has no password that anyone could know beforehand. */
export const DemoSecrets = ({ secrets }: { readonly secrets: DemoSecretsView }) => {
  const setDemoSecrets = useView((view) => view.setDemoSecrets);
  const rows = [
    ['PIN', secrets.pin],
    ['E-mail', secrets.email],
    ['Password', secrets.password],
  ];
  return (
    <main className="till-centre">
      <Paper className="till-panel" p="xl" maw={520}>
        <Stack>
          <Title order={1} size="h2">
            Your demo shop is ready
          </Title>
          <Text>Write these down: they were drawn for this shop alone and are not shown again.</Text>
          <Table verticalSpacing="sm" fz="lg">
            <Table.Tbody>
              {rows.map(([name, value]) => (
                <Table.Tr key={name}>
                  <Table.Th scope="row" w={120}>
                    {name}
                  </Table.Th>
                  <Table.Td>
                    <Code fz="lg">{value}</Code>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          <Alert color="till" variant="light" title="You can start right away">
            You are signed in as the owner. The PIN opens the register after a restart or a lock.
          </Alert>
          <Button size="lg" data-autofocus autoFocus onClick={() => setDemoSecrets(null)}>
            I have written them down
          </Button>
        </Stack>
      </Paper>
    </main>
  );
};
