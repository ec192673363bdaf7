import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { apiQuery } from '../api/client.ts';
import { placeName } from '../i18n/place-names.ts';

const portsQuery = apiQuery.checkpoints.listPorts.queryOptions({ input: { limit: 100 }, staleTime: 10 * 60_000 });

/** The Kazakh clock, until the ports are loaded and for those that are not known. */
export const kazakhZone = 'Asia/Aqtau';

/** Names and clocks of ports by their ids. */
export function usePorts() {
  const { i18n } = useTranslation();
  const ports = useQuery(portsQuery).data?.items ?? [];
  const portOf = (id: string) => ports.find((port) => port.id === id);
  return {
    ports,
    name: (id: string) => placeName(portOf(id) ?? { id, name: id }, i18n.language).replace(/ \(.*\)$/, ''),
    zone: (id: string) => portOf(id)?.zone ?? kazakhZone,
  };
}
