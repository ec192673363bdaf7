import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { describe, expect, it } from 'vitest';
import { announceAddress } from '../../client/proposals/announce-address.ts';
import { evidencePoints } from '../../client/proposals/evidence-points.ts';
import { ProposalPage } from '../../client/proposals/proposal-page.tsx';
import { Proposals } from '../../client/proposals/proposals.tsx';
import { readPrefill } from '../../client/regimes/prefill.ts';
import type { Finding, Proposal } from '../../shared/contract/proposals.ts';
import { show } from './support/render.tsx';
import { sampleCheckpoint } from './support/samples.ts';
import { answerRequests } from './support/server.ts';

const id = '0b0f2f3e-6c8d-4f0e-9b1a-3f2f9d1c7a11';
const hour = (hours: number, changes: Partial<Finding['evidence'][number]> = {}): Finding['evidence'][number] => ({
  startsAt: new Date(Date.parse('2026-11-21T00:00:00.000Z') + hours * 3_600_000).toISOString(),
  ...{ trucks: 9, measured: 10, p20: 6, p50: 9, p80: 13, parameter: 6, throughputPerHour: 9, capacityPerHour: 20 },
  ...changes,
});
const proposal: Proposal = {
  ...{ id, state: 'open', checkpointId: 'karasu', direction: 'out', side: 'kz', source: 'simulated' },
  madeAt: '2026-11-22T00:10:00.000Z',
  draft: {
    ...{ checkpointIds: ['karasu'], side: 'kz', direction: 'out', startsAt: '2026-11-21T02:00:00.000Z', endsAt: null },
    ...{ effect: { documentMinutes: 10.3 }, scope: { kind: 'all' }, cause: 'measured', source: 'gate events' },
    ...{ templateId: null, proposalId: id },
  },
  findings: [
    {
      ...{ what: 'minutes', stage: 'documents', channel: null, changedAt: '2026-11-21T02:00:00.000Z' },
      ...{ measured: 10.26, parameter: 6, factor: 1.71, trucks: 140, hours: 19 },
      evidence: [hour(0), hour(1, { trucks: 0, measured: null, p20: null, p50: null, p80: null }), hour(2)],
    },
  ],
  ...{ decidedAt: null, reason: null, regimeId: null },
};

const caller = { role: 'planner', name: 'Planner', email: 'p@x.kz', organisation: null, checkpointIds: [] };

function serve(items: Proposal[]) {
  return answerRequests(({ path, method }) => {
    if (path === '/api/checkpoints') return { status: 200, body: { items: [sampleCheckpoint()], nextCursor: null } };
    if (path === '/api/me') return { status: 200, body: caller };
    if (path === `/api/proposals/${id}/decline`) return { status: 200, body: { ...proposal, state: 'declined' } };
    if (path === `/api/proposals/${id}`) return { status: 200, body: proposal };
    if (path === '/api/proposals' && method === 'GET') return { status: 200, body: { items, nextCursor: null } };
    return { status: 404, body: { code: 'NOT_FOUND', message: path } };
  });
}

describe('measured regimes on the desk', () => {
  it('say in words what was measured, over how much, and from which events', async () => {
    serve([proposal]);
    await show(<Proposals />);
    expect(await screen.findByText('Documents: 10.3 min per truck instead of 6')).toBeDefined();
    expect(screen.getByText(/140 trucks in 19 h/)).toBeDefined();
    expect(screen.getByText('simulated')).toBeDefined();
    expect(screen.getByRole('link', { name: 'See the evidence' }).getAttribute('href')).toBe(`/proposals/${id}`);
  });

  it('are not there where the posts work as their parameters say', async () => {
    serve([]);
    await show(<Proposals />);
    expect(await screen.findByText('The posts work as their parameters say.')).toBeDefined();
  });

  it('fill in the announcement, which names the proposal', () => {
    const address = announceAddress(proposal, 'Документы: 10,3 мин');
    const form = readPrefill(new URL(address, 'http://x').searchParams, new Date('2026-11-22T01:00:00Z'));
    expect(address.startsWith('/regimes/new?')).toBe(true);
    expect(form).toMatchObject({ checkpointIds: ['karasu'], side: 'kz', direction: 'out', proposalId: id });
    expect(form).toMatchObject({ openEnd: true, cause: 'Документы: 10,3 мин' });
    expect(JSON.stringify(form.effect)).toContain('10.3');
  });
});

it('an hour without trucks leaves a gap in the evidence', () => {
  const [first, second] = evidencePoints(proposal.findings[0]!);
  expect(first).toMatchObject({ measured: 9, band: [6, 13], parameter: 6 });
  expect(second).toMatchObject({ measured: null, band: null });
});

it('a planner declines with a reason, and not without', async () => {
  const asked = serve([proposal]);
  await show(
    <Routes>
      <Route path="/proposals/:proposalId" element={<ProposalPage />} />
    </Routes>,
    { path: `/proposals/${id}` },
  );
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Decline' }));
  const submit = () => screen.getAllByRole('button', { name: 'Decline' }).at(-1)!;
  await user.click(submit());
  expect(await screen.findByText('Say why: at least three letters')).toBeDefined();
  expect(asked.filter(({ method }) => method === 'POST')).toEqual([]);
  await user.type(screen.getByLabelText('Reason'), 'a shift was ill');
  await user.click(submit());
  await screen.findByText('Waits for a decision');
  const [sent] = asked.filter(({ method }) => method === 'POST');
  expect(sent).toMatchObject({ path: `/api/proposals/${id}/decline`, body: { reason: 'a shift was ill' } });
  expect(sent!.idempotencyKey).not.toBeNull();
});
