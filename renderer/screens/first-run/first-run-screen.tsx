import { Button, Divider, Paper, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { newId } from '../../../domain/shared/ids.ts';
import { showError } from '../../components/show-error.ts';
import { useCommand } from '../../queries/operations.ts';
import { useView } from '../../stores/view.ts';
import { JoinForm } from './join-form.tsx';
import { ShopForm } from './shop-form.tsx';
import './first-run.css';

export const FirstRunScreen = () => {
  const [isJoining, { open: join, close: leave }] = useDisclosure();
  return (
    <main className="till-first-run">
      <div className="till-first-run-page">
        <span className="till-brand">Tillwright</span>
        <Title order={1} mt={4}>
          Welcome
        </Title>
        <Text mb="lg" c="dimmed">
          Everything stays on this computer. Selling never needs the network.
        </Text>
        {isJoining ? (
          <Paper className="till-panel" p="lg">
            <JoinForm cancel={leave} />
          </Paper>
        ) : (
          <>
            <div className="till-first-run-ways">
              <Paper className="till-panel" p="lg">
                <DemoChoice />
              </Paper>
              <Paper className="till-panel" p="lg">
                <JoinChoice join={join} />
              </Paper>
            </div>
            <Divider label="or begin with your own shop" labelPosition="center" mb="lg" classNames={{ label: 'till-divider' }} />
            <Paper className="till-panel" p="lg">
              <ShopForm />
            </Paper>
          </>
        )}
      </div>
    </main>
  );
};

const JoinChoice = ({ join }: { readonly join: () => void }) => (
  <div className="till-first-run-way">
    <div>
      <Title order={2} size="h4">
        Another till of a store?
      </Title>
      <Text>Its hub has the shop already. This also rebuilds a till whose disk was lost.</Text>
    </div>
    <Button variant="light" size="lg" onClick={join}>
      Join a store
    </Button>
  </div>
);

const DemoChoice = () => {
  const [id] = useState(newId);
  const setUp = useCommand('identity.setUpDemoShop');
  const setDemoSecrets = useView((view) => view.setDemoSecrets);
  return (
    <div className="till-first-run-way">
      <div>
        <Title order={2} size="h4">
          Just looking?
        </Title>
        <Text>A shop with goods to ring up. Its folder can be thrown away afterwards.</Text>
      </div>
      <Button
        variant="light"
        size="lg"
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
    </div>
  );
};
