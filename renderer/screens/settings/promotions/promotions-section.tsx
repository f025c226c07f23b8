import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconPlus, IconTag } from '@tabler/icons-react';
import { useState } from 'react';
import type { PromotionView } from '../../../../domain/contract/pricing.ts';
import { useNames } from '../../../components/names/use-names.ts';
import { EmptyState, ErrorState, LoadingState } from '../../../components/states.tsx';
import { useOperation } from '../../../queries/operations.ts';
import { PromotionForm } from './promotion-form.tsx';
import { ruleText, whenText } from './promotion-text.ts';
import { newPromotion } from './promotion-values.ts';

/** What is cheaper, when and for whom. */
export const PromotionsSection = () => {
  const found = useOperation('pricing.getPromotions', {});
  const types = useNames('type');
  const brands = useNames('brand');
  const groups = useNames('group');
  const [editing, setEditing] = useState<PromotionView | null>(null);
  const nameOf = (id: string): string => [...types.rows, ...brands.rows, ...groups.rows].find((row) => row.id === id)?.name ?? '';
  if (found.error) return <ErrorState error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <LoadingState />;
  if (editing) return <PromotionForm key={editing.id} promotion={editing} nameOf={nameOf} close={() => setEditing(null)} />;
  return (
    <Stack>
      <Group justify="space-between">
        <div>
          <Title order={2} size="h3">
            Promotions
          </Title>
          <Text c="dimmed">Where several fit, the customer gets what is best for them.</Text>
        </div>
        <Button leftSection={<IconPlus size={20} />} onClick={() => setEditing(newPromotion())}>
          Add a promotion
        </Button>
      </Group>
      {found.data.length === 0 && (
        <EmptyState
          icon={<IconTag size={40} />}
          title="No promotion yet"
          hint="3 for 2, the second at half price, a happy hour: the till finds what fits by itself."
        />
      )}
      {found.data.map((promotion) => {
        const when = [whenText(promotion), promotion.buyerGroupIds.map(nameOf).filter(Boolean).join(', ')].filter(Boolean);
        return (
          <Group
            key={promotion.id}
            className="till-panel"
            p="md"
            justify="space-between"
            role="group"
            aria-label={promotion.name}
          >
            <div>
              <Group gap="xs">
                <Text fw={600} dir="auto">
                  {promotion.name}
                </Text>
                {!promotion.active && (
                  <Badge variant="light" color="gray">
                    Stopped
                  </Badge>
                )}
              </Group>
              <Text size="sm" c="dimmed">
                {[ruleText(promotion.rule, nameOf), ...when].join(', ')}
              </Text>
            </div>
            <Button variant="default" onClick={() => setEditing(promotion)}>
              Change
            </Button>
          </Group>
        );
      })}
    </Stack>
  );
};
