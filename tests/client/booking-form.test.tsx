import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AskForSlots } from '../../client/booking/ask-for-slots.tsx';
import { initialValues } from '../../client/booking/truck-form.ts';
import { liveStore } from '../../client/live/live.ts';
import { show } from './support/render.tsx';
import { sampleBooking, sampleCheckpoint, sampleOffer, sampleSlot } from './support/samples.ts';
import { answerRequests } from './support/server.ts';

const karasu = sampleCheckpoint();
const now = new Date('2026-11-22T00:00:00Z');
const health = { status: 200, body: { status: 'ok', version: '1', demo: false } };

const offer = sampleOffer({ slot: sampleSlot({ id: 8 }), kind: 'after', shiftMinutes: 90 });

const plantControl = {
  ...{ id: 'plant-control', subject: 'phytosanitary-certificate', channel: 'yellow' },
  ...{ list: 'documents', version: 1 },
};

async function showForm(slotId?: number) {
  const onHeld = vi.fn();
  await show(
    <AskForSlots
      checkpoints={[karasu]}
      initial={initialValues(now, 'karasu', 'out', karasu.kzZone)}
      slotId={slotId}
      onOtherSlot={() => undefined}
      onHeld={onHeld}
    />,
  );
  return { user: userEvent.setup(), onHeld };
}

const write = (label: RegExp, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

function fill() {
  write(/Number plate/, '123 abc 02');
  write(/VIN/, 'XLRTE47MS0E123456');
  write(/HS code/, '100199');
  write(/Gross weight/, '21500');
}

beforeEach(() => liveStore.offerSlots([sampleSlot({ id: 7 })]));

describe('the booking form', () => {
  it('asks for nothing while a field is wrong, and says which', async () => {
    const asked = answerRequests(() => health);
    const { user } = await showForm();
    write(/VIN/, 'TOO SHORT');
    await user.click(screen.getByText('Find slots'));
    expect(screen.getByText('4 to 12 letters and digits, with a digit, such as 123ABC02')).toBeTruthy();
    expect(screen.getByText('17 letters and digits, without I, O and Q')).toBeTruthy();
    expect(screen.getByText('6 to 10 digits')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText(/Number plate/));
    const beside = ['/api/health', '/api/me', '/api/fleet']; // whose tractors there are to choose from
    expect(asked.filter(({ path }) => !beside.includes(path))).toEqual([]);
  });

  it('asks with instants on the clock of the Kazakh post, and shows offers with their reasons', async () => {
    const asked = answerRequests(({ path }) =>
      path === '/api/offers'
        ? {
            status: 200,
            body: {
              screening: { channel: 'yellow', rules: [plantControl] },
              offers: [offer],
            },
          }
        : health,
    );
    const { user } = await showForm();
    fill();
    await user.click(screen.getByText('Find slots'));
    await screen.findByText('After your time');
    expect(screen.getByText(/1 hr 30 mins? after your earliest time/)).toBeTruthy();
    expect(screen.getByText(/plant health control. Missing: phytosanitary certificate/)).toBeTruthy();
    expect(asked.find(({ path }) => path === '/api/offers')?.body).toEqual({
      vehicle: { plate: '123 abc 02', vin: 'XLRTE47MS0E123456', country: 'KZ' },
      cargo: { hsCode: '100199', grossWeightKg: 21_500 },
      class: 'general',
      checkpointId: 'karasu',
      direction: 'out',
      earliestAt: '2026-11-22T07:00:00+05:00',
      latestAt: '2026-11-23T07:00:00+05:00',
    });
  });

  it('puts a refusal at the field that it names', async () => {
    answerRequests(({ path }) =>
      path === '/api/bookings'
        ? { status: 409, body: { code: 'VEHICLE_ALREADY_BOOKED', message: 'x', field: 'vehicle.vin' } }
        : health,
    );
    const { user, onHeld } = await showForm(7);
    fill();
    await user.click(screen.getByText('Hold for 10 minutes'));
    const message = await screen.findByText('This truck already has an active booking');
    expect(screen.getByLabelText(/VIN/).getAttribute('aria-describedby')).toContain(message.id);
    expect(screen.queryByRole('alert')).toBeNull();
    expect(onHeld).not.toHaveBeenCalled();
  });

  it('shows a refusal without a field as a whole', async () => {
    answerRequests(({ path }) =>
      path === '/api/bookings' ? { status: 409, body: { code: 'CARRIER_QUOTA_REACHED', message: 'x' } } : health,
    );
    const { user } = await showForm(7);
    fill();
    await user.click(screen.getByText('Hold for 10 minutes'));
    expect((await screen.findByRole('alert')).textContent).toBe('Your company may not take more places of this slot');
  });

  it('shows where there is room when the slot is full', async () => {
    answerRequests(({ path }) =>
      path === '/api/bookings'
        ? { status: 409, body: { code: 'SLOT_FULL', message: 'x', alternatives: [offer] } }
        : health,
    );
    const { user } = await showForm(7);
    fill();
    await user.click(screen.getByText('Hold for 10 minutes'));
    expect(await screen.findByText('There is room here')).toBeTruthy();
    expect(screen.getByText('After your time')).toBeTruthy();
  });

  it('repeats a hold whose answer was lost with the same key', async () => {
    let answers = 0;
    const asked = answerRequests(({ path }) => {
      if (path !== '/api/bookings') return health;
      answers += 1;
      return answers === 1 ? 'lost' : { status: 201, body: sampleBooking() };
    });
    const { user, onHeld } = await showForm(7);
    fill();
    await user.click(screen.getByText('Hold for 10 minutes'));
    expect((await screen.findByRole('alert')).textContent).toContain('server cannot be reached');
    await user.click(screen.getByText('Hold for 10 minutes'));
    await waitFor(() => expect(onHeld).toHaveBeenCalledOnce());
    const [first, second] = asked.filter(({ path }) => path === '/api/bookings');
    expect(first?.idempotencyKey).toMatch(/^[0-9a-f]{32}$/);
    expect(second?.idempotencyKey).toBe(first?.idempotencyKey);
    expect(second?.body).toEqual(first?.body);
  });
});
