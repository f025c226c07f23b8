import { Button, Divider, Group, Paper, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../../../domain/shared/ids.ts';
import { showError } from '../../components/show-error.ts';
import { useCommand } from '../../queries/operations.ts';
import { useView } from '../../stores/view.ts';
import { ShopForm } from './shop-form.tsx';
import './first-run.css';

export const FirstRunScreen = () => (
  <main className="till-first-run">
    <div className="till-first-run-page">
      <span className="till-brand">Tillwright</span>
      <Title order={1} mt={4}>
        Welcome
      </Title>
      <Text mb="lg" c="dimmed">
        Everything stays on this computer. Nothing here needs the network.
      </Text>
      <Paper className="till-panel" p="lg" mb="lg">
        <DemoChoice />
      </Paper>
      <Divider label="or begin with your own shop" labelPosition="center" mb="lg" classNames={{ label: 'till-divider' }} />
      <Paper className="till-panel" p="lg">
        <ShopForm />
      </Paper>
    </div>
  </main>
);

const DemoChoice = () => {
  const [id] = useState(newId);
  const setUp = useCommand('identity.setUpDemoShop');
  const setDemoSecrets = useView((view) => view.setDemoSecrets);
  return (
    <Group justify="space-between" wrap="nowrap">
      <div>
        <Title order={2} size="h4">
          Just looking?
        </Title>
        <Text>A shop with goods to ring up. Its folder can be thrown away afterwards.</Text>
      </div>
      <Button
        variant="light"
        size="lg"
        className="till-whole"
        loading={setUp.isPending}
        onClick={() =>
          setUp.mutate(
            { id },
            { onSuccess: ({ email, password, pin }) => setDemoSecrets({ email, password, pin }), onError: showError },
          )
        }
      >
        Try the demo shop
      </Button>
    </Group>
  );
};
