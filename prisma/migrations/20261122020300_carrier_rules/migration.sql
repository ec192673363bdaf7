-- The rules of the carrier's desk: what may be changed about a booking, what giving it up costs, the no-show record and its consequence, and the waitlist
-- with its draws. Every number of them is a row of quota (prisma/reference/quotas.json), published and replaceable.

-- AlterTable
ALTER TABLE "waitlist_draw" ADD COLUMN     "candidate_ids" UUID[];

-- By hand from here: what Prisma's language cannot say.

-- A number of the published rules: hours, minutes, days or times, as its row says; the share where the row is about one. Rules that are missing bind nobody.
CREATE FUNCTION rule_number(p_id text) RETURNS integer LANGUAGE sql STABLE AS $$ SELECT minimum FROM quota WHERE id = p_id $$;
CREATE FUNCTION rule_share(p_id text) RETURNS double precision LANGUAGE sql STABLE AS $$ SELECT share FROM quota WHERE id = p_id $$;

-- What is left of so many points after a time: half of them after each half-life.
CREATE FUNCTION decayed_points(p_points double precision, p_at timestamptz, p_now timestamptz) RETURNS double precision LANGUAGE sql STABLE AS $$
  SELECT p_points * power(0.5, greatest(0, extract(epoch FROM p_now - p_at)) / (rule_number('conduct-half-life') * 86400.0));
$$;

-- The no-show record of a carrier: what counts of it now. An entry under appeal counts until it is decided. After eight half-lives a point is less than a
-- 250th, and is not read any more.
CREATE FUNCTION conduct_points(p_organisation_id text, p_now timestamptz) RETURNS double precision LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(decayed_points(points, at, p_now)), 0) FROM conduct_entry
  WHERE organisation_id = p_organisation_id AND state IN ('counted', 'appealed', 'upheld')
    AND at > p_now - make_interval(days => 8 * rule_number('conduct-half-life'));
$$;

-- From how many points on the consequence begins. A share of what the carrier has booked within a half-life, where that is more: who sends a hundred trucks a
-- week has more of every kind.
CREATE FUNCTION conduct_threshold(p_organisation_id text, p_now timestamptz) RETURNS double precision LANGUAGE sql STABLE AS $$
  SELECT greatest(rule_number('conduct-threshold'), rule_share('conduct-threshold') * (
    SELECT count(*) FROM booking WHERE organisation_id = p_organisation_id AND confirmed_at IS NOT NULL
      AND made_at > p_now - make_interval(days => rule_number('conduct-half-life')) AND made_at <= p_now));
$$;

-- Whether it has a smaller share of a slot. Asked by claims: bookings are counted for those alone whose points could matter.
CREATE FUNCTION conduct_reduces(p_organisation_id text, p_now timestamptz) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_points double precision := conduct_points(p_organisation_id, p_now);
BEGIN
  RETURN v_points > 0 AND v_points >= rule_number('conduct-threshold') AND v_points >= conduct_threshold(p_organisation_id, p_now);
END $$;

-- How many trucks a carrier may have in a slot of so many places, with its no-show record; never fewer than one.
CREATE FUNCTION carrier_quota(p_total_places integer, p_is_reduced boolean) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN p_is_reduced
    THEN greatest(rule_number('conduct-share'), floor(carrier_quota(p_total_places) * rule_share('conduct-share') + 1e-9)::int)
    ELSE carrier_quota(p_total_places) END;
$$;
CREATE FUNCTION carrier_quota_of(p_total_places integer, p_organisation_id text, p_now timestamptz) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT carrier_quota(p_total_places, conduct_reduces(p_organisation_id, p_now));
$$;

-- ---------------------------------------------------------------- the no-show record

ALTER TABLE "conduct_entry"
  ADD CONSTRAINT "conduct_entry_kind" CHECK ("kind" IN ('no-show', 'late-cancellation')),
  ADD CONSTRAINT "conduct_entry_state" CHECK ("state" IN ('counted', 'excused', 'appealed', 'upheld', 'waived')),
  ADD CONSTRAINT "conduct_entry_excuse" CHECK (("state" <> 'excused' OR "excuse" IS NOT NULL) AND ("excuse" IS NULL OR "excuse" IN (
    'checkpoint-closed', 'slot-moved', 'queue-late', 'leg-before-late', 'sailing-changed', 'truck-came'))),
  ADD CONSTRAINT "conduct_entry_decision" CHECK (
    ("state" NOT IN ('upheld', 'waived') OR "decided_by" IS NOT NULL AND "decision" IS NOT NULL)
    AND ("state" NOT IN ('appealed', 'upheld', 'waived') OR "appeal" IS NOT NULL AND "appealed_at" IS NOT NULL));

-- What giving up a place costs, by how long before its slot begins; after the beginning as much as right before.
CREATE FUNCTION cancellation_points(p_starts_at timestamptz, p_at timestamptz) RETURNS double precision LANGUAGE sql STABLE AS $$
  SELECT coalesce((
    SELECT share FROM quota WHERE kind = 'cancellation-grade' AND make_interval(hours => minimum) <= greatest(p_starts_at - p_at, interval '0')
    ORDER BY minimum DESC LIMIT 1), 0);
$$;

-- How far a queue was behind its slots: since when the slot is over of the truck that waited longest at that moment.
CREATE FUNCTION minutes_behind(p_slot slot, p_at timestamptz) RETURNS double precision LANGUAGE sql STABLE AS $$
  SELECT coalesce(extract(epoch FROM p_at - (p_slot.ends_at - p_slot.starts_at) - min(served_at)) / 60, 0) FROM passage
  WHERE checkpoint_id = p_slot.checkpoint_id AND direction = p_slot.direction AND served_at > p_at - interval '3 days' AND served_at <= p_slot.starts_at
    AND arrived_at <= p_at AND coalesce(called_at, ended_at, 'infinity') > p_at;
$$;

-- Why a booking that was not used is nobody's fault but that of the border; null where nothing known says so. What was not known then, such as a gate event
-- that came late, is looked at again with an appeal.
CREATE FUNCTION excuse_of(p_booking booking, p_kind text, p_at timestamptz) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  target slot%ROWTYPE;
  v_before interval := make_interval(hours => rule_number('excuse-moved'));
  v_cause text;
BEGIN
  SELECT * INTO STRICT target FROM slot WHERE id = p_booking.slot_id;
  IF target.closed_because IS NOT NULL
    OR closed_for(target.checkpoint_id, target.direction, target.starts_at, target.ends_at) > interval '0' THEN
    RETURN 'checkpoint-closed';
  END IF;

  -- Moved by the authority within the day before the slot that it had or that it got; or given up as the answer.
  IF EXISTS (
    SELECT FROM booking_move m JOIN slot old ON old.id = m.from_slot_id
    WHERE m.booking_id = p_booking.id AND m.cause <> 'carrier' AND (
      m.moved_at > least(old.starts_at, target.starts_at) - v_before
      OR p_kind = 'late-cancellation' AND (m.state = 'told' OR m.state = 'cancelled' AND m.answered_at >= p_at))
  ) THEN
    RETURN 'slot-moved';
  END IF;

  IF p_booking.itinerary_id IS NOT NULL THEN
    -- Asked about after the truck did not come, it excuses nothing. Where there was no way any more, it was asked about none of the legs behind.
    SELECT cause INTO v_cause FROM itinerary_repair
    WHERE itinerary_id = p_booking.itinerary_id AND (made_at < p_at OR p_kind = 'late-cancellation' AND made_at = p_at) AND (
      state IN ('asked', 'accepted') AND p_booking.id = ANY (replaced_booking_ids)
      OR state = 'impossible' AND cause <> 'truck-late' AND p_booking.leg > slipped_leg)
    ORDER BY made_at DESC LIMIT 1;
    IF v_cause IN ('sailing-delayed', 'sailing-cancelled') OR EXISTS (
      SELECT FROM sailing_claim c JOIN sailing s ON s.id = c.sailing_id
      WHERE c.itinerary_id = p_booking.itinerary_id AND c.confirmed_at IS NOT NULL
        AND (s.state = 'cancelled' OR s.expected_departure_at <> s.planned_departure_at)
    ) THEN
      RETURN 'sailing-changed';
    ELSIF v_cause = 'slot-moved' THEN
      RETURN 'slot-moved';
    ELSIF v_cause = 'wait-longer' THEN
      RETURN 'queue-late';
    ELSIF v_cause IS NOT NULL OR EXISTS (
      -- It came to the crossing before, and was not through when this one began.
      SELECT FROM booking b JOIN passage p ON p.booking_id = b.id
      WHERE b.itinerary_id = p_booking.itinerary_id AND b.leg < p_booking.leg AND b.state IN ('confirmed', 'ended')
        AND p.arrived_at IS NOT NULL AND p.state <> 'turned-back' AND coalesce(p.cleared_at, 'infinity') > target.starts_at
    ) THEN
      RETURN 'leg-before-late';
    END IF;
  END IF;

  -- A queue that runs behind its slots: at the end of the slot, or when it was given up, if it could not be hoped to catch up.
  IF (p_kind = 'no-show' OR target.starts_at < p_at + interval '6 hours')
    AND minutes_behind(target, CASE p_kind WHEN 'no-show' THEN target.ends_at ELSE least(p_at, target.ends_at) END) >= rule_number('excuse-queue') THEN
    RETURN 'queue-late';
  END IF;
  RETURN NULL;
END $$;

-- The record is written with the cancellation or the no-show itself, whoever did it. A hold that is given up or runs out costs nothing.
CREATE FUNCTION keep_conduct() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_kind text := CASE NEW.state WHEN 'no-show' THEN 'no-show' ELSE 'late-cancellation' END;
  v_points double precision;
  v_excuse text;
BEGIN
  IF NEW.state = 'confirmed' THEN
    UPDATE conduct_entry SET state = 'excused', excuse = 'truck-came' WHERE booking_id = NEW.id AND state <> 'waived';
    RETURN NULL;
  END IF;
  v_points := CASE v_kind WHEN 'no-show' THEN rule_share('no-show')
    ELSE (SELECT cancellation_points(starts_at, NEW.closed_at) FROM slot WHERE id = NEW.slot_id) END;
  IF coalesce(v_points, 0) = 0 THEN
    RETURN NULL;
  END IF;
  v_excuse := excuse_of(NEW, v_kind, NEW.closed_at);
  INSERT INTO conduct_entry AS known (id, organisation_id, booking_id, kind, at, points, state, excuse)
  VALUES (gen_random_uuid(), NEW.organisation_id, NEW.id, v_kind, NEW.closed_at, v_points, CASE WHEN v_excuse IS NULL THEN 'counted' ELSE 'excused' END, v_excuse)
  -- It was a no-show once, and somebody undid that: the truck did not come after all.
  ON CONFLICT (booking_id) DO UPDATE SET kind = excluded.kind, at = excluded.at, points = excluded.points, state = excluded.state, excuse = excluded.excuse
  WHERE known.state = 'excused';
  RETURN NULL;
END $$;
CREATE TRIGGER booking_on_record AFTER UPDATE OF state ON booking FOR EACH ROW
  WHEN ((OLD.state = 'confirmed' AND NEW.state IN ('cancelled', 'no-show')) OR (OLD.state = 'no-show' AND NEW.state = 'confirmed'))
  EXECUTE FUNCTION keep_conduct();

-- As before. Of a way, another leg may have the vehicle since: then it comes back without it, and gets it when that one is over (pass_vehicle_on).
CREATE OR REPLACE FUNCTION revive_booking(p_booking booking) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  IF p_booking.state <> 'confirmed' THEN
    UPDATE booking SET state = 'confirmed', closed_at = NULL, holds_vehicle = p_booking.itinerary_id IS NULL OR NOT EXISTS (
      SELECT FROM booking other
      WHERE other.itinerary_id = p_booking.itinerary_id AND other.id <> p_booking.id AND other.state IN ('held', 'confirmed') AND other.holds_vehicle)
    WHERE id = p_booking.id;
  END IF;
  RETURN true;
EXCEPTION WHEN unique_violation THEN
  RETURN false;
END $$;

-- A carrier says why an entry should not count: once. What has come to light since, by late events or closures, excuses it at once.
CREATE FUNCTION appeal_conduct(
  p_entry_id uuid, p_organisation_id text, p_made_by text, p_reason text, p_scope text, p_key text, p_request_hash text, p_now timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  entry conduct_entry%ROWTYPE;
  v_excuse text;
BEGIN
  IF take_write_key(p_scope, p_key, p_request_hash, to_jsonb(p_entry_id), p_now) IS NOT NULL THEN
    RETURN;
  END IF;
  SELECT * INTO entry FROM conduct_entry WHERE id = p_entry_id AND organisation_id = p_organisation_id FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM refuse('CONDUCT_ENTRY_NOT_FOUND', 'entryId');
  ELSIF entry.state <> 'counted' OR entry.appealed_at IS NOT NULL OR entry.at <= p_now - make_interval(days => rule_number('appeal-days')) THEN
    PERFORM refuse('APPEAL_NOT_POSSIBLE', 'entryId');
  END IF;
  SELECT excuse_of(b, entry.kind, entry.at) INTO v_excuse FROM booking b WHERE b.id = entry.booking_id;
  UPDATE conduct_entry SET
    state = CASE WHEN v_excuse IS NULL THEN 'appealed' ELSE 'excused' END, excuse = v_excuse,
    appeal = p_reason, appealed_at = p_now, appealed_by = p_made_by
  WHERE id = p_entry_id;
END $$;

-- A planner grants an appeal or refuses it.
CREATE FUNCTION decide_appeal(
  p_entry_id uuid, p_state text, p_made_by text, p_reason text, p_scope text, p_key text, p_request_hash text, p_now timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF take_write_key(p_scope, p_key, p_request_hash, to_jsonb(p_entry_id), p_now) IS NOT NULL THEN
    RETURN;
  END IF;
  UPDATE conduct_entry SET state = p_state, decision = p_reason, decided_at = p_now, decided_by = p_made_by WHERE id = p_entry_id AND state = 'appealed';
  IF NOT FOUND THEN
    PERFORM refuse(CASE WHEN EXISTS (SELECT FROM conduct_entry WHERE id = p_entry_id) THEN 'APPEAL_NOT_POSSIBLE' ELSE 'CONDUCT_ENTRY_NOT_FOUND' END, 'entryId');
  END IF;
END $$;

-- ---------------------------------------------------------------- the waitlist
--
-- A place that is returned goes to one of those who wait for it, drawn by lot, in the transaction that returns it: nobody who is quick gets in between. Who
-- gives it back does not matter, so it is a trigger, at the commit: what that transaction takes again itself is not returned.
--
-- Nothing here waits for another transaction while it holds a slot, so it is in no circle of locks: an entry that is being drawn or changed by another one
-- is passed over (SKIP LOCKED), and so is a vehicle that is being booked at this moment.

ALTER TABLE "application" DROP CONSTRAINT "application_state";
ALTER TABLE "application"
  ADD CONSTRAINT "application_state" CHECK ("state" IN ('open', 'placed', 'unplaced', 'withdrawn', 'waiting'));
ALTER TABLE "waitlist_entry"
  ADD CONSTRAINT "waitlist_entry_state" CHECK ("state" IN ('waiting', 'offered', 'booked', 'withdrawn', 'ended')),
  ADD CONSTRAINT "waitlist_entry_offer" CHECK ("state" NOT IN ('offered', 'booked') OR "booking_id" IS NOT NULL AND "draw_number" IS NOT NULL);
CREATE INDEX "waitlist_entry_waiting" ON "waitlist_entry" ("checkpoint_id", "direction", "latest_at") WHERE "state" = 'waiting';

-- The lot of an application in a draw: the lowest wins. Anybody can compute it.
CREATE FUNCTION waitlist_lot(p_seed text, p_application_id uuid) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(convert_to(p_seed || p_application_id::text, 'UTF8'));
$$;

-- Whose trucks could take a place of this slot now: by the rules of a claim. A place that it let go is not offered to it a second time.
CREATE FUNCTION waitlist_candidates(p_slot slot, p_now timestamptz) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT e.application_id
  FROM waitlist_entry e
  JOIN application a ON a.id = e.application_id
  JOIN checkpoint c ON c.id = e.checkpoint_id
  CROSS JOIN LATERAL latest_screening(a.id) AS screened
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE b.state IN ('held', 'confirmed')) AS active, bool_or(b.application_id = a.id) AS let_go
    FROM booking b WHERE b.slot_id = p_slot.id AND b.organisation_id = e.organisation_id
  ) own
  WHERE e.state = 'waiting' AND e.checkpoint_id = p_slot.checkpoint_id AND e.direction = p_slot.direction
    AND e.earliest_at <= p_slot.starts_at AND e.latest_at > p_slot.starts_at
    AND p_slot.closed_because IS NULL AND p_slot.starts_at > p_now AND p_slot.total_taken < p_slot.total_places
    AND (a.channel = 'green' OR p_slot.inspected_taken < p_slot.inspected_places)
    AND (a.channel <> 'red' OR p_slot.examined_taken < p_slot.examined_places)
    AND (c.access <> 'bilateral' OR a.vehicle_country IN ('KZ', c.neighbour))
    AND screened.channel <> 'blocked' AND is_screened_now(screened, (SELECT lists_in_force(p_now)), p_now)
    AND NOT EXISTS (SELECT FROM booking b WHERE b.plate = a.plate AND b.state IN ('held', 'confirmed') AND b.holds_vehicle)
    AND NOT EXISTS (SELECT FROM booking b WHERE b.vin = a.vin AND b.state IN ('held', 'confirmed') AND b.holds_vehicle)
    AND own.let_go IS NOT TRUE
    AND (own.active = 0 OR own.active < carrier_quota_of(p_slot.total_places, e.organisation_id, p_now))
    AND (a.class = 'general' OR NOT class_is_full(p_slot, a.class));
$$;

-- Offers a place of a slot, whose row is locked, to one application: a hold for it. Returns its booking; nothing where the entry or the vehicle is in other
-- hands at this moment.
CREATE FUNCTION offer_place(p_application_id uuid, p_slot slot, p_now timestamptz) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  wish application%ROWTYPE;
  v_booking_id uuid := gen_random_uuid();
  v_timeout text := current_setting('lock_timeout');
BEGIN
  PERFORM FROM waitlist_entry WHERE application_id = p_application_id AND state = 'waiting' FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  SELECT * INTO STRICT wish FROM application WHERE id = p_application_id;
  IF wish.class <> 'general' AND NOT pg_try_advisory_xact_lock(class_day_key(p_slot, wish.class)) THEN
    RETURN NULL;
  ELSIF wish.class <> 'general' AND class_is_full(p_slot, wish.class) THEN
    RETURN NULL; -- counted again under the lock: a claim may have come in between
  END IF;
  BEGIN
    -- A claim of the same vehicle that has not committed would be waited for.
    PERFORM set_config('lock_timeout', '100ms', true);
    INSERT INTO booking (
      id, application_id, organisation_id, slot_id, state, class, channel, plate, vin, made_at, hold_expires_at)
    VALUES (
      v_booking_id, wish.id, wish.organisation_id, p_slot.id, 'held', wish.class, wish.channel, wish.plate, wish.vin, p_now,
      least(p_slot.starts_at, p_now + make_interval(mins => rule_number('waitlist-claim'))));
    PERFORM set_config('lock_timeout', v_timeout, true);
  EXCEPTION WHEN unique_violation OR lock_not_available THEN
    RETURN NULL;
  END;
  UPDATE slot SET
    total_taken = total_taken + 1,
    inspected_taken = inspected_taken + (wish.channel <> 'green')::int,
    examined_taken = examined_taken + (wish.channel = 'red')::int,
    seq = nextval('live_seq')
  WHERE id = p_slot.id;
  RETURN v_booking_id;
END $$;

-- Draws the places of a slot that are free, one by one, among those who wait for them. Returns how many were offered. The slot is locked first; who has it
-- locked already waits for nothing.
CREATE FUNCTION offer_returned_place(p_slot_id integer, p_now timestamptz) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  target slot%ROWTYPE;
  candidates uuid[];
  v_seed text;
  v_candidate uuid;
  v_booking_id uuid;
  v_number bigint;
  offered integer := 0;
BEGIN
  LOOP
    SELECT * INTO target FROM slot WHERE id = p_slot_id FOR NO KEY UPDATE;
    candidates := ARRAY(SELECT waitlist_candidates(target, p_now));
    v_booking_id := NULL;
    v_seed := replace(gen_random_uuid()::text, '-', '');
    FOR v_candidate IN SELECT id FROM unnest(candidates) AS id ORDER BY waitlist_lot(v_seed, id) LOOP
      v_booking_id := offer_place(v_candidate, target, p_now);
      EXIT WHEN v_booking_id IS NOT NULL;
      candidates := array_remove(candidates, v_candidate);
    END LOOP;
    EXIT WHEN v_booking_id IS NULL;
    INSERT INTO waitlist_draw (slot_id, at, seed, candidates, application_id, candidate_ids)
    VALUES (p_slot_id, p_now, v_seed, cardinality(candidates), v_candidate, candidates)
    RETURNING number INTO v_number;
    UPDATE waitlist_entry SET state = 'offered', booking_id = v_booking_id, draw_number = v_number WHERE application_id = v_candidate;
    offered := offered + 1;
  END LOOP;
  RETURN offered;
END $$;

-- Without act_as nobody has said what time it is: then the job finds the place (server/waitlist/tend-waitlist.ts).
CREATE FUNCTION offer_on_return() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := nullif(current_setting('otkel.at', true), '')::timestamptz;
  v_actor text := current_setting('otkel.actor', true);
  v_reason text := current_setting('otkel.reason', true);
BEGIN
  IF v_now IS NULL OR NOT EXISTS (
    SELECT FROM waitlist_entry
    WHERE checkpoint_id = NEW.checkpoint_id AND direction = NEW.direction AND state = 'waiting' AND latest_at > NEW.starts_at AND earliest_at <= NEW.starts_at
  ) THEN
    RETURN NULL;
  END IF;
  PERFORM act_as('job//waitlist', v_now);
  PERFORM offer_returned_place(NEW.id, v_now);
  PERFORM act_as(coalesce(v_actor, ''), v_now, v_reason);
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER slot_returns_place AFTER UPDATE ON slot DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.total_taken < OLD.total_taken OR NEW.inspected_taken < OLD.inspected_taken OR NEW.examined_taken < OLD.examined_taken
    OR NEW.total_places > OLD.total_places OR NEW.inspected_places > OLD.inspected_places OR NEW.examined_places > OLD.examined_places
    OR (OLD.closed_because IS NOT NULL AND NEW.closed_because IS NULL))
  EXECUTE FUNCTION offer_on_return();

-- What became of an offer: confirmed, it is a booking; run out, the entry waits again until it has missed too many; given back, it waits as before.
CREATE FUNCTION settle_offer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  entry waitlist_entry%ROWTYPE;
BEGIN
  UPDATE waitlist_entry SET
    missed = missed + (NEW.state = 'expired')::int,
    state = CASE
      WHEN NEW.state = 'confirmed' THEN 'booked'
      WHEN NEW.state = 'expired' AND missed + 1 >= rule_number('waitlist-misses') THEN 'ended'
      ELSE 'waiting' END
  WHERE application_id = NEW.application_id AND booking_id = NEW.id AND state = 'offered'
  RETURNING * INTO entry;
  IF FOUND AND entry.state <> 'waiting' THEN
    UPDATE application SET state = CASE entry.state WHEN 'booked' THEN 'placed' ELSE 'unplaced' END WHERE id = NEW.application_id AND state = 'waiting';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER booking_settles_offer AFTER UPDATE OF state ON booking FOR EACH ROW
  WHEN (OLD.state = 'held' AND NEW.state IN ('confirmed', 'cancelled', 'expired')) EXECUTE FUNCTION settle_offer();

-- Begins to wait. The same checks as an application for a round; one chance per vehicle, by its unique indexes.
CREATE FUNCTION join_waitlist(
  p_application_id uuid, p_scope text, p_key text, p_request_hash text, p_organisation_id text, p_made_by text, p_source text,
  p_checkpoint_id text, p_direction text, p_earliest_at timestamptz, p_latest_at timestamptz, p_class text,
  p_plate text, p_vin text, p_vehicle_country text, p_driver_name text, p_hs_code text, p_cargo_description text, p_gross_weight_kg integer,
  p_consignment jsonb, p_screening jsonb, p_now timestamptz
) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  known jsonb;
  gate checkpoint%ROWTYPE;
BEGIN
  known := take_write_key(p_scope, p_key, p_request_hash, to_jsonb(p_application_id), p_now);
  IF known IS NOT NULL THEN
    RETURN (known #>> '{}')::uuid;
  END IF;
  SELECT * INTO gate FROM checkpoint WHERE id = p_checkpoint_id;
  IF NOT FOUND THEN
    PERFORM refuse('CHECKPOINT_NOT_FOUND', 'checkpointId');
  ELSIF p_latest_at <= p_now THEN
    PERFORM refuse('INVALID_INPUT', 'latestAt');
  ELSIF gate.access = 'bilateral' AND p_vehicle_country NOT IN ('KZ', gate.neighbour) THEN
    PERFORM refuse('VEHICLE_COUNTRY_NOT_ADMITTED', 'vehicle.country');
  END IF;
  PERFORM assert_screened_now(p_screening -> 'versions', p_now);
  IF p_screening ->> 'channel' = 'blocked' THEN
    PERFORM refuse('CARGO_BLOCKED', 'cargo.hsCode');
  ELSIF EXISTS (SELECT FROM booking WHERE plate = p_plate AND state IN ('held', 'confirmed') AND holds_vehicle) THEN
    PERFORM refuse('VEHICLE_ALREADY_BOOKED', 'vehicle.plate');
  ELSIF EXISTS (SELECT FROM booking WHERE vin = p_vin AND state IN ('held', 'confirmed') AND holds_vehicle) THEN
    PERFORM refuse('VEHICLE_ALREADY_BOOKED', 'vehicle.vin');
  ELSIF EXISTS (SELECT FROM application WHERE state = 'open' AND plate = p_plate) OR EXISTS (SELECT FROM application WHERE state = 'open' AND vin = p_vin) THEN
    PERFORM refuse('VEHICLE_ALREADY_APPLIED', 'vehicle');
  END IF;
  INSERT INTO application (
    id, organisation_id, made_by, made_at, source, checkpoint_id, direction, earliest_at, latest_at, class, channel,
    plate, vin, vehicle_country, driver_name, hs_code, cargo_description, gross_weight_kg, state,
    consignor_name, consignor_country, consignee_name, consignee_country, origin_country, destination_country, is_re_export, documents)
  VALUES (
    p_application_id, p_organisation_id, p_made_by, p_now, p_source, p_checkpoint_id, p_direction, p_earliest_at, p_latest_at, p_class,
    p_screening ->> 'channel', p_plate, p_vin, p_vehicle_country, p_driver_name, p_hs_code, p_cargo_description, p_gross_weight_kg, 'waiting',
    p_consignment ->> 'consignorName', p_consignment ->> 'consignorCountry', p_consignment ->> 'consigneeName', p_consignment ->> 'consigneeCountry',
    p_consignment ->> 'originCountry', p_consignment ->> 'destinationCountry', (p_consignment ->> 'isReExport')::boolean, p_consignment -> 'documents');
  PERFORM keep_screening(p_application_id, 'application', p_screening, p_now);
  INSERT INTO waitlist_entry (application_id, organisation_id, checkpoint_id, direction, earliest_at, latest_at, state, joined_at)
  VALUES (p_application_id, p_organisation_id, p_checkpoint_id, p_direction, p_earliest_at, p_latest_at, 'waiting', p_now);
  RETURN p_application_id;
END $$;

-- Waits no longer. A place that is offered is given back, and drawn among the others. An offer may come while this waits: then it begins again, since a slot
-- is locked before what is in it.
CREATE FUNCTION withdraw_from_waitlist(
  p_application_id uuid, p_organisation_id text, p_scope text, p_key text, p_request_hash text, p_now timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  seen waitlist_entry%ROWTYPE;
  entry waitlist_entry%ROWTYPE;
  claim booking%ROWTYPE;
BEGIN
  IF take_write_key(p_scope, p_key, p_request_hash, to_jsonb(p_application_id), p_now) IS NOT NULL THEN
    RETURN;
  END IF;
  LOOP
    SELECT * INTO seen FROM waitlist_entry WHERE application_id = p_application_id AND organisation_id = p_organisation_id;
    IF NOT FOUND THEN
      PERFORM refuse('WAITLIST_ENTRY_NOT_FOUND', 'entryId');
    END IF;
    BEGIN
      IF seen.state = 'offered' THEN
        claim := lock_booking(seen.booking_id);
      END IF;
      SELECT * INTO STRICT entry FROM waitlist_entry WHERE application_id = p_application_id FOR UPDATE;
      IF (entry.state, entry.booking_id) IS DISTINCT FROM (seen.state, seen.booking_id) THEN
        RAISE EXCEPTION 'offered meanwhile' USING ERRCODE = 'OT002';
      END IF;
      EXIT;
    EXCEPTION WHEN SQLSTATE 'OT002' THEN
      NULL;
    END;
  END LOOP;
  IF entry.state = 'withdrawn' THEN
    RETURN;
  ELSIF entry.state NOT IN ('waiting', 'offered') THEN
    PERFORM refuse('WAITLIST_ENTRY_NOT_OPEN', 'entryId');
  END IF;
  UPDATE waitlist_entry SET state = 'withdrawn' WHERE application_id = p_application_id;
  UPDATE application SET state = 'withdrawn' WHERE id = p_application_id;
  IF entry.state = 'offered' THEN
    PERFORM cancel_claim(claim, p_now);
  END IF;
END $$;

-- Nobody waits for hours that are over.
CREATE FUNCTION end_past_waits(p_now timestamptz) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  ended integer;
BEGIN
  WITH gone AS (
    UPDATE waitlist_entry SET state = 'ended' WHERE state = 'waiting' AND latest_at <= p_now RETURNING application_id
  )
  UPDATE application SET state = 'unplaced' WHERE state = 'waiting' AND id IN (SELECT application_id FROM gone);
  GET DIAGNOSTICS ended = ROW_COUNT;
  RETURN ended;
END $$;

-- ---------------------------------------------------------------- shares with the record

-- As before, with the share that the carrier's record leaves it.
CREATE OR REPLACE FUNCTION place_applications(p_plan_id uuid, p_limit integer, p_now timestamptz) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  chunk uuid[];
  item record;
  target slot%ROWTYPE;
  screened screening%ROWTYPE;
  refusal text;
  v_class text;
  v_outcome text;
  changed integer[] := '{}';
  v_versions integer[] := lists_in_force(p_now);
BEGIN
  -- A worker that was taken for dead may still be at it: of two, one waits here.
  PERFORM FROM plan WHERE id = p_plan_id AND state = 'applying' FOR UPDATE;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('decided', 0, 'slots', '[]'::jsonb);
  END IF;
  chunk := ARRAY(
    SELECT application_id FROM plan_decision WHERE plan_id = p_plan_id AND outcome = 'pending'
    ORDER BY slot_id, lottery_number, application_id LIMIT p_limit);
  PERFORM FROM application WHERE id = ANY (chunk) ORDER BY id FOR UPDATE;
  PERFORM FROM slot WHERE id IN (SELECT slot_id FROM plan_decision WHERE plan_id = p_plan_id AND application_id = ANY (chunk)) ORDER BY id FOR UPDATE;
  PERFORM pg_advisory_xact_lock(key) FROM (
    SELECT DISTINCT hashtextextended(concat_ws('/', s.checkpoint_id, s.direction, s.local_date, a.class), 0) AS key
    FROM plan_decision d JOIN application a ON a.id = d.application_id JOIN slot s ON s.id = d.slot_id
    WHERE d.plan_id = p_plan_id AND d.application_id = ANY (chunk) AND a.class <> 'general'
    ORDER BY key
  ) class_days;

  FOR item IN
    SELECT a.*, d.slot_id, c.access, c.neighbour
    FROM plan_decision d
    JOIN application a ON a.id = d.application_id
    JOIN slot s ON s.id = d.slot_id
    JOIN checkpoint c ON c.id = s.checkpoint_id
    WHERE d.plan_id = p_plan_id AND d.application_id = ANY (chunk)
    ORDER BY d.slot_id, d.lottery_number, d.application_id
  LOOP
    SELECT * INTO STRICT target FROM slot WHERE id = item.slot_id;
    screened := latest_screening(item.id);
    refusal := CASE
      WHEN item.state <> 'open' THEN 'WITHDRAWN'
      WHEN NOT is_screened_now(screened, v_versions, p_now) THEN 'SCREENING_STALE'
      WHEN screened.channel = 'blocked' THEN 'CARGO_BLOCKED'
      WHEN item.access = 'bilateral' AND item.vehicle_country NOT IN ('KZ', item.neighbour) THEN 'VEHICLE_COUNTRY_NOT_ADMITTED'
      WHEN target.starts_at <= p_now THEN 'SLOT_IN_PAST'
      WHEN target.closed_because IS NOT NULL THEN 'SLOT_CLOSED'
      WHEN target.total_taken >= target.total_places
        OR item.channel <> 'green' AND target.inspected_taken >= target.inspected_places
        OR item.channel = 'red' AND target.examined_taken >= target.examined_places THEN 'SLOT_FULL'
      WHEN (
        SELECT count(*) FROM booking b
        WHERE b.slot_id = item.slot_id AND b.organisation_id = item.organisation_id AND b.state IN ('held', 'confirmed')
      ) >= carrier_quota_of(target.total_places, item.organisation_id, p_now) THEN 'CARRIER_QUOTA_REACHED'
    END;

    IF refusal IS NULL THEN
      v_class := item.class;
      IF v_class <> 'general' AND class_is_full(target, v_class) THEN
        v_class := 'general';
      END IF;
      INSERT INTO booking (
        id, application_id, organisation_id, slot_id, state, class, channel, plate, vin, made_at, hold_expires_at, confirmed_at)
      VALUES (
        gen_random_uuid(), item.id, item.organisation_id, item.slot_id, 'confirmed', v_class, item.channel, item.plate, item.vin, p_now, p_now, p_now)
      ON CONFLICT DO NOTHING;
      IF FOUND THEN
        UPDATE slot SET
          total_taken = total_taken + 1,
          inspected_taken = inspected_taken + (item.channel <> 'green')::int,
          examined_taken = examined_taken + (item.channel = 'red')::int,
          seq = nextval('live_seq')
        WHERE id = item.slot_id;
        UPDATE application SET state = 'placed' WHERE id = item.id;
        changed := changed || item.slot_id;
      ELSE
        refusal := 'VEHICLE_ALREADY_BOOKED';
      END IF;
    END IF;

    v_outcome := CASE
      WHEN refusal IS NULL THEN 'booked'
      WHEN refusal IN ('SLOT_FULL', 'SLOT_CLOSED', 'SLOT_IN_PAST', 'CARRIER_QUOTA_REACHED', 'SCREENING_STALE') THEN 'refused' -- another slot may do
      ELSE 'unplaced' END;
    UPDATE plan_decision SET reason = refusal, outcome = v_outcome, slot_id = CASE v_outcome WHEN 'unplaced' THEN NULL ELSE slot_id END
    WHERE plan_id = p_plan_id AND application_id = item.id;
  END LOOP;

  RETURN jsonb_build_object('decided', coalesce(array_length(chunk, 1), 0), 'slots', (
    SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'checkpointId', checkpoint_id)), '[]') FROM slot WHERE id = ANY (changed)));
END $$;

-- As before, with the share that the carrier's record leaves it.
CREATE OR REPLACE FUNCTION choose_slot(
  p_move_id uuid, p_slot_id integer, p_organisation_id text, p_made_by text, p_scope text, p_key text, p_request_hash text, p_now timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  move booking_move%ROWTYPE;
  claim booking%ROWTYPE;
  left_slot slot%ROWTYPE;
  taken slot%ROWTYPE;
BEGIN
  IF take_write_key(p_scope, p_key, p_request_hash, to_jsonb(p_move_id), p_now) IS NOT NULL THEN
    RETURN;
  END IF;
  move := lock_open_move(p_move_id, p_organisation_id, p_now, p_slot_id);
  SELECT * INTO STRICT claim FROM booking WHERE id = move.booking_id;
  IF claim.slot_id = p_slot_id THEN
    PERFORM refuse('INVALID_INPUT', 'slotId');
  END IF;
  UPDATE slot SET
    total_taken = total_taken - 1,
    inspected_taken = inspected_taken - (claim.channel <> 'green')::int,
    examined_taken = examined_taken - (claim.channel = 'red')::int,
    seq = nextval('live_seq')
  WHERE id = claim.slot_id
  RETURNING * INTO left_slot;
  UPDATE slot SET
    total_taken = total_taken + 1,
    inspected_taken = inspected_taken + (claim.channel <> 'green')::int,
    examined_taken = examined_taken + (claim.channel = 'red')::int,
    seq = nextval('live_seq')
  WHERE id = p_slot_id
    AND direction = left_slot.direction
    AND starts_at > p_now
    AND closed_because IS NULL
    AND total_taken < total_places
    AND (claim.channel = 'green' OR inspected_taken < inspected_places)
    AND (claim.channel <> 'red' OR examined_taken < examined_places)
  RETURNING * INTO taken;
  IF NOT FOUND THEN
    SELECT * INTO taken FROM slot WHERE id = p_slot_id AND direction = left_slot.direction;
    PERFORM refuse(CASE
      WHEN NOT FOUND THEN 'SLOT_NOT_FOUND'
      WHEN taken.starts_at <= p_now THEN 'SLOT_IN_PAST'
      WHEN taken.closed_because IS NOT NULL THEN 'SLOT_CLOSED'
      ELSE 'SLOT_FULL' END, 'slotId');
  ELSIF EXISTS (
    SELECT FROM checkpoint c, application a
    WHERE c.id = taken.checkpoint_id AND a.id = claim.application_id AND c.access = 'bilateral' AND a.vehicle_country NOT IN ('KZ', c.neighbour)
  ) THEN
    PERFORM refuse('VEHICLE_COUNTRY_NOT_ADMITTED', 'slotId');
  ELSIF (
    SELECT count(*) FROM booking b
    WHERE b.slot_id = p_slot_id AND b.organisation_id = p_organisation_id AND b.state IN ('held', 'confirmed')
  ) >= carrier_quota_of(taken.total_places, p_organisation_id, p_now) THEN
    PERFORM refuse('CARRIER_QUOTA_REACHED', 'slotId');
  END IF;

  UPDATE booking SET slot_id = p_slot_id WHERE id = claim.id;
  UPDATE booking_move SET state = 'changed', answered_by = p_made_by, answered_at = p_now WHERE id = p_move_id;
  INSERT INTO booking_move (
    id, booking_id, organisation_id, from_slot_id, to_slot_id, cause, reason, moved_by, moved_at, state, answered_by, answered_at)
  VALUES (
    gen_random_uuid(), claim.id, claim.organisation_id, claim.slot_id, p_slot_id, 'carrier', '', p_made_by, p_now, 'accepted', p_made_by, p_now);
END $$;

-- ---------------------------------------------------------------- changes

-- As before, but a crossing that is part of a longer way is given up with it.
CREATE OR REPLACE FUNCTION cancel_booking(
  p_booking_id uuid, p_organisation_id text, p_scope text, p_key text, p_request_hash text, p_now timestamptz
) RETURNS SETOF booking_details LANGUAGE plpgsql AS $$
DECLARE
  claim booking%ROWTYPE;
BEGIN
  IF take_write_key(p_scope, p_key, p_request_hash, to_jsonb(p_booking_id), p_now) IS NULL THEN
    SELECT * INTO claim FROM booking WHERE id = p_booking_id AND organisation_id = p_organisation_id;
    IF NOT FOUND THEN
      PERFORM refuse('BOOKING_NOT_FOUND', 'bookingId');
    ELSIF claim.itinerary_id IS NOT NULL AND claim.state IN ('held', 'confirmed') THEN
      PERFORM refuse('BOOKING_OF_ITINERARY', 'bookingId');
    END IF;
    PERFORM cancel_claim(lock_booking(p_booking_id), p_now);
  END IF;
  RETURN QUERY SELECT * FROM booking_details d WHERE d.id = p_booking_id;
END $$;

-- The time in which a booking may have its slot: what was applied for and some hours more; where the authority has moved it, around the slot that it gave, too.
CREATE FUNCTION change_window(p_claim booking, OUT earliest_at timestamptz, OUT latest_at timestamptz) LANGUAGE sql STABLE AS $$
  SELECT least(a.earliest_at, moved.starts_at) - margin, greatest(a.latest_at, moved.ends_at) + margin
  FROM application a
  CROSS JOIN make_interval(hours => rule_number('change-window')) AS margin
  LEFT JOIN LATERAL (
    SELECT s.starts_at, s.ends_at FROM booking_move m JOIN slot s ON s.id = m.to_slot_id
    WHERE m.booking_id = p_claim.id AND m.cause <> 'carrier' ORDER BY m.moved_at DESC LIMIT 1
  ) moved ON true
  WHERE a.id = p_claim.application_id;
$$;

-- Why a booking may not be changed at all now; null where it may.
CREATE FUNCTION change_refusal(p_claim booking, p_now timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN p_claim.state NOT IN ('held', 'confirmed') OR p_claim.state = 'held' AND p_claim.hold_expires_at <= p_now
      OR EXISTS (SELECT FROM slot WHERE id = p_claim.slot_id AND ends_at <= p_now) THEN 'BOOKING_NOT_ACTIVE'
    WHEN truck_is_at_gate(p_claim.id) THEN 'TRUCK_AT_GATE' END;
$$;

-- Why its slot may not be changed now.
CREATE FUNCTION slot_change_refusal(p_claim booking, p_now timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(change_refusal(p_claim, p_now), CASE
    WHEN p_claim.itinerary_id IS NOT NULL THEN 'BOOKING_OF_ITINERARY'
    WHEN (SELECT starts_at FROM slot WHERE id = p_claim.slot_id) <= p_now + make_interval(hours => rule_number('change-until')) THEN 'CHANGE_TOO_LATE'
    WHEN (SELECT count(*) FROM booking_change WHERE booking_id = p_claim.id AND kind = 'slot') >= rule_number('change-times') THEN 'CHANGE_LIMIT_REACHED' END);
$$;

-- The carrier takes another slot of its window: that place is claimed and the present one returned at once, or neither.
CREATE FUNCTION change_booking_slot(
  p_booking_id uuid, p_slot_id integer, p_organisation_id text, p_made_by text, p_scope text, p_key text, p_request_hash text, p_now timestamptz
) RETURNS SETOF booking_details LANGUAGE plpgsql AS $$
DECLARE
  claim booking%ROWTYPE;
  left_slot slot%ROWTYPE;
  taken slot%ROWTYPE;
  frame record;
  v_refusal text;
BEGIN
  IF take_write_key(p_scope, p_key, p_request_hash, to_jsonb(p_booking_id), p_now) IS NOT NULL THEN
    RETURN QUERY SELECT * FROM booking_details d WHERE d.id = p_booking_id;
    RETURN;
  END IF;
  IF NOT EXISTS (SELECT FROM booking WHERE id = p_booking_id AND organisation_id = p_organisation_id) THEN
    PERFORM refuse('BOOKING_NOT_FOUND', 'bookingId');
  END IF;
  claim := lock_booking(p_booking_id, p_slot_id);
  v_refusal := slot_change_refusal(claim, p_now);
  IF v_refusal IS NOT NULL THEN
    PERFORM refuse(v_refusal, 'bookingId');
  ELSIF claim.slot_id = p_slot_id THEN
    PERFORM refuse('INVALID_INPUT', 'slotId');
  END IF;
  SELECT * INTO STRICT left_slot FROM slot WHERE id = claim.slot_id;
  SELECT * INTO taken FROM slot WHERE id = p_slot_id;
  SELECT * INTO STRICT frame FROM change_window(claim);
  IF taken.id IS NULL THEN
    PERFORM refuse('SLOT_NOT_FOUND', 'slotId');
  ELSIF (taken.checkpoint_id, taken.direction) <> (left_slot.checkpoint_id, left_slot.direction)
    OR taken.starts_at < frame.earliest_at OR taken.starts_at >= frame.latest_at THEN
    PERFORM refuse('CHANGE_OUTSIDE_WINDOW', 'slotId');
  END IF;

  UPDATE slot SET
    total_taken = total_taken + 1,
    inspected_taken = inspected_taken + (claim.channel <> 'green')::int,
    examined_taken = examined_taken + (claim.channel = 'red')::int,
    seq = nextval('live_seq')
  WHERE id = p_slot_id
    AND starts_at > p_now
    AND closed_because IS NULL
    AND total_taken < total_places
    AND (claim.channel = 'green' OR inspected_taken < inspected_places)
    AND (claim.channel <> 'red' OR examined_taken < examined_places)
  RETURNING * INTO taken;
  IF NOT FOUND THEN
    SELECT * INTO STRICT taken FROM slot WHERE id = p_slot_id;
    PERFORM refuse(CASE
      WHEN taken.starts_at <= p_now THEN 'SLOT_IN_PAST'
      WHEN taken.closed_because IS NOT NULL THEN 'SLOT_CLOSED'
      ELSE 'SLOT_FULL' END, 'slotId');
  ELSIF (
    SELECT count(*) FROM booking b
    WHERE b.slot_id = p_slot_id AND b.organisation_id = p_organisation_id AND b.state IN ('held', 'confirmed')
  ) >= carrier_quota_of(taken.total_places, p_organisation_id, p_now) THEN
    PERFORM refuse('CARRIER_QUOTA_REACHED', 'slotId');
  END IF;
  -- On its own day it counts already. The lock comes before the booking is written: a claim that has it may be waiting for this vehicle.
  IF claim.class <> 'general' AND taken.local_date <> left_slot.local_date THEN
    PERFORM pg_advisory_xact_lock(class_day_key(taken, claim.class));
    IF class_is_full(taken, claim.class) THEN
      PERFORM refuse('CLASS_QUOTA_REACHED', 'slotId');
    END IF;
  END IF;
  UPDATE slot SET
    total_taken = total_taken - 1,
    inspected_taken = inspected_taken - (claim.channel <> 'green')::int,
    examined_taken = examined_taken - (claim.channel = 'red')::int,
    seq = nextval('live_seq')
  WHERE id = claim.slot_id;
  UPDATE booking SET slot_id = p_slot_id WHERE id = claim.id;
  -- What the authority asked is answered by it.
  UPDATE booking_move SET state = 'changed', answered_by = p_made_by, answered_at = p_now WHERE booking_id = claim.id AND state = 'told';
  INSERT INTO booking_change (id, booking_id, kind, at, made_by, before, after)
  VALUES (gen_random_uuid(), claim.id, 'slot', p_now, p_made_by,
    jsonb_build_object('startsAt', iso_instant(left_slot.starts_at)), jsonb_build_object('startsAt', iso_instant(taken.starts_at)));
  RETURN QUERY SELECT * FROM booking_details d WHERE d.id = p_booking_id;
END $$;

-- The crossings that change with one: itself, or all of its way that are still to come. Locked, by id; the first is asked for the refusal.
CREATE FUNCTION lock_crossings(p_booking_id uuid, p_organisation_id text, p_now timestamptz) RETURNS uuid[] LANGUAGE plpgsql AS $$
DECLARE
  claim booking%ROWTYPE;
  v_ids uuid[];
  v_refusal text;
BEGIN
  SELECT * INTO claim FROM booking WHERE id = p_booking_id AND organisation_id = p_organisation_id;
  IF NOT FOUND THEN
    PERFORM refuse('BOOKING_NOT_FOUND', 'bookingId');
  END IF;
  PERFORM FROM booking WHERE id = p_booking_id OR itinerary_id = claim.itinerary_id ORDER BY id FOR NO KEY UPDATE;
  SELECT * INTO STRICT claim FROM booking WHERE id = p_booking_id;
  v_refusal := change_refusal(claim, p_now);
  IF v_refusal IS NOT NULL THEN
    PERFORM refuse(v_refusal, 'bookingId');
  END IF;
  SELECT array_agg(b.id ORDER BY b.id) INTO v_ids FROM booking b
  WHERE (b.id = p_booking_id OR b.itinerary_id = claim.itinerary_id) AND change_refusal(b, p_now) IS NULL;
  RETURN v_ids;
END $$;

-- Another driver, or one more. Of a longer way for all its crossings that are still to come.
CREATE FUNCTION change_driver(
  p_booking_id uuid, p_driver_name text, p_organisation_id text, p_made_by text, p_scope text, p_key text, p_request_hash text, p_now timestamptz
) RETURNS SETOF booking_details LANGUAGE plpgsql AS $$
DECLARE
  v_ids uuid[];
BEGIN
  IF take_write_key(p_scope, p_key, p_request_hash, to_jsonb(p_booking_id), p_now) IS NULL THEN
    v_ids := lock_crossings(p_booking_id, p_organisation_id, p_now);
    INSERT INTO booking_change (id, booking_id, kind, at, made_by, before, after)
    SELECT gen_random_uuid(), b.id, 'driver', p_now, p_made_by, jsonb_build_object('driverName', a.driver_name), jsonb_build_object('driverName', p_driver_name)
    FROM booking b JOIN application a ON a.id = b.application_id
    WHERE b.id = ANY (v_ids) AND a.driver_name IS DISTINCT FROM p_driver_name ORDER BY b.id;
    UPDATE application SET driver_name = p_driver_name
    WHERE id IN (SELECT application_id FROM booking WHERE id = ANY (v_ids)) AND driver_name IS DISTINCT FROM p_driver_name;
    -- What a repair of the way asks for is for this driver, too.
    UPDATE itinerary SET wish = wish || jsonb_build_object('driverName', p_driver_name)
    WHERE id = (SELECT itinerary_id FROM booking WHERE id = p_booking_id);
  END IF;
  RETURN QUERY SELECT * FROM booking_details d WHERE d.id = p_booking_id;
END $$;

-- Another tractor of the same carrier in the place of one that is broken. What it was screened with comes by application (p_screenings), since a longer way
-- changes as a whole: its ship, too.
--
-- A booking is never transferred to another carrier: a tractor that another carrier had in its fleet first is refused.
CREATE FUNCTION change_vehicle(
  p_booking_id uuid, p_unit_id uuid, p_proof jsonb, p_screenings jsonb, p_organisation_id text, p_made_by text,
  p_scope text, p_key text, p_request_hash text, p_now timestamptz
) RETURNS SETOF booking_details LANGUAGE plpgsql AS $$
DECLARE
  unit fleet_unit%ROWTYPE;
  claim booking%ROWTYPE;
  v_ids uuid[];
  item record;
BEGIN
  IF take_write_key(p_scope, p_key, p_request_hash, to_jsonb(p_booking_id), p_now) IS NOT NULL THEN
    RETURN QUERY SELECT * FROM booking_details d WHERE d.id = p_booking_id;
    RETURN;
  END IF;
  v_ids := lock_crossings(p_booking_id, p_organisation_id, p_now);
  SELECT * INTO STRICT claim FROM booking WHERE id = p_booking_id;
  SELECT * INTO unit FROM fleet_unit
  WHERE id = p_unit_id AND organisation_id = p_organisation_id AND kind = 'tractor' AND vin IS NOT NULL AND retired_at IS NULL;
  IF NOT FOUND THEN
    PERFORM refuse('FLEET_UNIT_NOT_FOUND', 'unitId');
  ELSIF (unit.plate, unit.vin) = (claim.plate, claim.vin) THEN
    PERFORM refuse('INVALID_INPUT', 'unitId');
  ELSIF (SELECT count(*) FROM booking_change WHERE booking_id = p_booking_id AND kind = 'vehicle') >= rule_number('change-vehicle-times') THEN
    PERFORM refuse('CHANGE_LIMIT_REACHED', 'bookingId');
  ELSIF EXISTS (
    SELECT FROM fleet_unit f WHERE f.organisation_id <> p_organisation_id AND f.retired_at IS NULL AND f.added_at < unit.added_at
      AND (f.plate = unit.plate OR f.vin = unit.vin)
  ) THEN
    PERFORM refuse('VEHICLE_OF_OTHER_CARRIER', 'unitId');
  END IF;
  FOR item IN
    SELECT b.id, b.application_id, b.plate, b.vin, c.access, c.neighbour, p_screenings -> b.application_id::text AS screening
    FROM booking b JOIN slot s ON s.id = b.slot_id JOIN checkpoint c ON c.id = s.checkpoint_id WHERE b.id = ANY (v_ids) ORDER BY b.id
  LOOP
    IF item.access = 'bilateral' AND unit.country NOT IN ('KZ', item.neighbour) THEN
      PERFORM refuse('VEHICLE_COUNTRY_NOT_ADMITTED', 'unitId');
    ELSIF item.screening IS NULL THEN
      PERFORM refuse('SCREENING_STALE'); -- a crossing that came to the way since
    END IF;
    PERFORM assert_screened_now(item.screening -> 'versions', p_now);
    IF item.screening ->> 'channel' = 'blocked' THEN
      PERFORM refuse('CARGO_BLOCKED', 'unitId');
    END IF;
    INSERT INTO booking_change (id, booking_id, kind, at, made_by, before, after, proof)
    VALUES (gen_random_uuid(), item.id, 'vehicle', p_now, p_made_by,
      jsonb_build_object('plate', item.plate, 'vin', item.vin), jsonb_build_object('plate', unit.plate, 'vin', unit.vin), p_proof);
    -- It keeps the channel and the places that it has, as with lists that change: at the call it gets what the lists say then.
    PERFORM keep_screening(item.application_id, 'rescreening', item.screening, p_now);
    UPDATE application SET plate = unit.plate, vin = unit.vin, vehicle_country = unit.country WHERE id = item.application_id;
    UPDATE booking SET plate = unit.plate, vin = unit.vin WHERE id = item.id;
  END LOOP;
  IF claim.itinerary_id IS NOT NULL THEN
    UPDATE sailing_claim SET plate = unit.plate, vin = unit.vin WHERE itinerary_id = claim.itinerary_id AND state IN ('held', 'confirmed');
    UPDATE itinerary SET plate = unit.plate, vin = unit.vin,
      wish = wish || jsonb_build_object('vehicle', jsonb_build_object('plate', unit.plate, 'vin', unit.vin, 'country', unit.country))
    WHERE id = claim.itinerary_id;
  END IF;
  RETURN QUERY SELECT * FROM booking_details d WHERE d.id = p_booking_id;
END $$;
