import { describe, expect, it } from 'vitest';
import { estimateDrive, leaveTime } from '../../client/trip/leave-time.ts';

const oral = { lat: 51.233, lon: 51.367 };
const at = (text: string) => new Date(`2026-11-22T${text}:00Z`);
const window = { arriveFrom: at('08:00'), slotStartsAt: at('09:00'), arriveUntil: at('11:00') };

/** A point so many kilometres north: a degree of latitude is 111.19 km on the sphere that is reckoned with. */
const north = (km: number) => ({ lat: oral.lat + km / 111.19, lon: oral.lon });

describe('the drive is estimated', () => {
  it('from the straight line, longer by a factor, at the speed of a truck', () => {
    const { distanceKm, minutes, restMinutes } = estimateDrive(oral, north(100));
    expect(distanceKm).toBe(130);
    expect(minutes).toBe(Math.round((130 / 55) * 60));
    expect(restMinutes).toBe(0);
  });

  it('with a break after four and a half hours of driving', () => {
    const hours = (km: number) =>
      estimateDrive(oral, north(km)).minutes / 60 - estimateDrive(oral, north(km)).distanceKm / 55;
    expect(hours(190)).toBeCloseTo(0, 1); // 247 km, 4.49 hours
    expect(hours(200)).toBeCloseTo(0.75, 1); // 260 km, 4.73 hours
  });

  it('with eleven hours of rest after nine of driving', () => {
    expect(estimateDrive(oral, north(370))).toMatchObject({ distanceKm: 481, restMinutes: 0 }); // 8.75 hours
    const { minutes, restMinutes, distanceKm } = estimateDrive(oral, north(400)); // 520 km, 9.45 hours
    expect(restMinutes).toBe(11 * 60);
    // One break in the first nine hours, then the rest.
    expect(minutes).toBe(Math.round((distanceKm / 55 + 0.75 + 11) * 60));
  });

  it('as nothing for a town at the gate', () => {
    expect(estimateDrive(oral, oral)).toEqual({ distanceKm: 0, minutes: 0, restMinutes: 0 });
  });
});

describe('a driver leaves', () => {
  const advice = (now: string) => leaveTime(window, 60, at(now)).advice;

  it('so as to be there half an hour before the slot, neither early nor late', () => {
    expect(leaveTime(window, 60, at('00:00'))).toEqual({
      earliest: at('07:00'),
      best: at('07:30'),
      latest: at('10:00'),
      advice: 'wait',
    });
  });

  it('later with every hour that passes: wait, now, hurry, late', () => {
    expect(['06:59', '07:00', '07:30', '07:31', '10:00', '10:01'].map(advice)).toEqual([
      'wait',
      'now',
      'now',
      'hurry',
      'hurry',
      'late',
    ]);
  });

  it('never so that he comes early, where the window is narrower than the margin', () => {
    const narrow = { ...window, arriveFrom: at('08:50') };
    expect(leaveTime(narrow, 60, at('00:00')).best).toEqual(at('07:50'));
  });
});
