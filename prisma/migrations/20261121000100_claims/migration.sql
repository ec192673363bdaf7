-- The database is the referee. Every claim is one call of one function: 200 parallel claims for 80 places sold 200 with
-- check-then-insert and 80 this way. A refusal is raised, so that nothing of the call remains; its message is the stable code
-- of shared/errors.ts, sqlstate OT001.
--
-- Locks are always taken in the order write_key, slots (by id), a class's day, bookings, so no two of these functions can wait for each
-- other in a circle.

ALTER TABLE "slot"
  ADD CONSTRAINT "slot_places_nested" CHECK (
    0 <= "examined_places" AND "examined_places" <= "inspected_places" AND "inspected_places" <= "total_places"),
  ADD CONSTRAINT "slot_taken_nested" CHECK (
    0 <= "examined_taken" AND "examined_taken" <= "inspected_taken" AND "inspected_taken" <= "total_taken");

ALTER TABLE "booking"
  ADD CONSTRAINT "booking_state" CHECK ("state" IN ('held', 'confirmed', 'cancelled', 'expired', 'ended')),
  ADD CONSTRAINT "booking_channel" CHECK ("channel" IN ('green', 'yellow', 'red'));

-- One active booking per vehicle, across all checkpoints.
CREATE UNIQUE INDEX "booking_active_plate" ON "booking" ("plate") WHERE "state" IN ('held', 'confirmed');
CREATE UNIQUE INDEX "booking_active_vin" ON "booking" ("vin") WHERE "state" IN ('held', 'confirmed');
CREATE INDEX "booking_open_holds" ON "booking" ("hold_expires_at") WHERE "state" = 'held';
CREATE INDEX "booking_confirmed_slot" ON "booking" ("slot_id") WHERE "state" = 'confirmed';

CREATE FUNCTION refuse(code text, field text DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'OT001', MESSAGE = code, DETAIL = coalesce(field, '');
END $$;

-- A booking with all that is shown of it, in the words of the code (prisma/schema.prisma, view BookingDetails).
CREATE VIEW booking_details AS
SELECT
  b.id, b.organisation_id AS "organisationId", o.name AS "organisationName", b.state, b.class, b.channel, b.plate, b.vin,
  a.vehicle_country AS "vehicleCountry", a.driver_name AS "driverName", a.hs_code AS "hsCode",
  a.cargo_description AS "cargoDescription", a.gross_weight_kg AS "grossWeightKg", a.source,
  b.made_at AS "madeAt", b.hold_expires_at AS "holdExpiresAt", b.confirmed_at AS "confirmedAt", b.closed_at AS "closedAt",
  s.id AS "slotId", s.checkpoint_id AS "checkpointId", s.direction, s.starts_at AS "startsAt", s.ends_at AS "endsAt",
  s.closed_because AS "closedBecause", s.total_places AS "totalPlaces", s.inspected_places AS "inspectedPlaces",
  s.examined_places AS "examinedPlaces", s.total_taken AS "totalTaken", s.inspected_taken AS "inspectedTaken",
  s.examined_taken AS "examinedTaken", s.limited_by_side AS "limitedBySide", s.limited_by_stage AS "limitedByStage", s.seq
FROM booking b
JOIN application a ON a.id = b.application_id
JOIN slot s ON s.id = b.slot_id
JOIN organisation o ON o.id = b.organisation_id;

-- The rules of screening that fire on goods, and the channel that the strictest of them asks for.
CREATE FUNCTION screen_goods(p_hs_code text) RETURNS SETOF screening_rule LANGUAGE sql STABLE AS $$
  SELECT * FROM screening_rule WHERE hs_prefix IN (left(p_hs_code, 2), left(p_hs_code, 4), left(p_hs_code, 6)) ORDER BY hs_prefix, rule;
$$;

CREATE FUNCTION channel_of_goods(p_hs_code text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT (ARRAY['green', 'yellow', 'red', 'blocked'])[coalesce(max(array_position(ARRAY['green', 'yellow', 'red', 'blocked'], channel)), 1)]
  FROM screen_goods(p_hs_code);
$$;

-- How many trucks one carrier may have in a slot of so many places.
CREATE FUNCTION carrier_quota(p_total_places integer) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    (SELECT greatest(minimum, floor(share * p_total_places + 1e-9)::int) FROM quota WHERE kind = 'carrier-slot'),
    p_total_places);
$$;

-- Whether the published share of a class is used up on the day of a slot. Days are found by time, for which there is an index: by date
-- alone it read every slot the checkpoint ever had.
CREATE FUNCTION class_is_full(p_slot slot, p_class text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM quota q
    CROSS JOIN LATERAL (
      SELECT array_agg(s.id) AS slot_ids, sum(s.total_places) AS places FROM slot s
      WHERE s.checkpoint_id = p_slot.checkpoint_id AND s.direction = p_slot.direction AND s.local_date = p_slot.local_date
        AND s.starts_at > p_slot.starts_at - interval '1 day' AND s.starts_at < p_slot.starts_at + interval '1 day'
    ) day
    WHERE q.kind = 'class-day' AND q.class = p_class
      AND (
        SELECT count(*) FROM booking b
        WHERE b.slot_id = ANY (day.slot_ids) AND b.class = p_class AND b.state IN ('held', 'confirmed', 'ended')
      ) >= greatest(q.minimum, floor(q.share * day.places + 1e-9))
  );
$$;

-- Takes the key, or returns the outcome of the write that was acknowledged under it. A second call with the same key waits here for
-- the first one's commit, because the primary key does.
CREATE FUNCTION take_write_key(p_scope text, p_key text, p_request_hash text, p_outcome jsonb, p_now timestamptz)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  known write_key%ROWTYPE;
BEGIN
  INSERT INTO write_key (scope, key, request_hash, outcome, made_at)
  VALUES (p_scope, p_key, p_request_hash, p_outcome, p_now)
  ON CONFLICT DO NOTHING;
  IF FOUND THEN
    RETURN NULL;
  END IF;
  SELECT * INTO STRICT known FROM write_key WHERE scope = p_scope AND key = p_key;
  IF known.request_hash <> p_request_hash THEN
    PERFORM refuse('IDEMPOTENCY_KEY_REUSED', 'idempotency-key');
  END IF;
  RETURN known.outcome;
END $$;

-- Offer -> hold. Returns the booking: a new one, or the one this key made before. Without wished times the slot's own are kept.
CREATE FUNCTION hold_slot(
  p_booking_id uuid, p_application_id uuid, p_scope text, p_key text, p_request_hash text,
  p_organisation_id text, p_made_by text, p_source text, p_slot_id integer,
  p_earliest_at timestamptz, p_latest_at timestamptz, p_class text,
  p_plate text, p_vin text, p_vehicle_country text, p_driver_name text,
  p_hs_code text, p_cargo_description text, p_gross_weight_kg integer,
  p_now timestamptz, p_hold_expires_at timestamptz
) RETURNS SETOF booking_details LANGUAGE plpgsql AS $$
DECLARE
  known jsonb;
  taken slot%ROWTYPE;
  gate checkpoint%ROWTYPE;
  v_channel text;
BEGIN
  known := take_write_key(p_scope, p_key, p_request_hash, to_jsonb(p_booking_id), p_now);
  IF known IS NOT NULL THEN
    RETURN QUERY SELECT * FROM booking_details d WHERE d.id = (known #>> '{}')::uuid;
    RETURN;
  END IF;

  v_channel := channel_of_goods(p_hs_code);
  IF v_channel = 'blocked' THEN
    PERFORM refuse('CARGO_BLOCKED', 'cargo.hsCode');
  END IF;

  -- The claim itself: one comparison of three nested counts, under the row's lock.
  UPDATE slot SET
    total_taken = total_taken + 1,
    inspected_taken = inspected_taken + (v_channel <> 'green')::int,
    examined_taken = examined_taken + (v_channel = 'red')::int,
    seq = nextval('live_seq')
  WHERE id = p_slot_id
    AND starts_at > p_now
    AND closed_because IS NULL
    AND total_taken < total_places
    AND (v_channel = 'green' OR inspected_taken < inspected_places)
    AND (v_channel <> 'red' OR examined_taken < examined_places)
  RETURNING * INTO taken;

  IF NOT FOUND THEN
    SELECT * INTO taken FROM slot WHERE id = p_slot_id;
    PERFORM refuse(CASE
      WHEN NOT FOUND THEN 'SLOT_NOT_FOUND'
      WHEN taken.starts_at <= p_now THEN 'SLOT_IN_PAST'
      WHEN taken.closed_because IS NOT NULL THEN 'SLOT_CLOSED'
      ELSE 'SLOT_FULL' END, 'slotId');
  END IF;

  SELECT * INTO STRICT gate FROM checkpoint WHERE id = taken.checkpoint_id;
  IF gate.access = 'bilateral' AND p_vehicle_country NOT IN ('KZ', gate.neighbour) THEN
    PERFORM refuse('VEHICLE_COUNTRY_NOT_ADMITTED', 'vehicle.country');
  END IF;

  IF (
    SELECT count(*) FROM booking b
    WHERE b.slot_id = p_slot_id AND b.organisation_id = p_organisation_id AND b.state IN ('held', 'confirmed')
  ) >= carrier_quota(taken.total_places) THEN
    PERFORM refuse('CARRIER_QUOTA_REACHED', 'slotId');
  END IF;

  IF p_class <> 'general' THEN
    -- No row stands for the day of a class, so it is locked by name; the count comes after the lock.
    PERFORM pg_advisory_xact_lock(hashtextextended(concat_ws('/', taken.checkpoint_id, taken.direction, taken.local_date, p_class), 0));
    IF class_is_full(taken, p_class) THEN
      PERFORM refuse('CLASS_QUOTA_REACHED', 'class');
    END IF;
  END IF;

  INSERT INTO application (
    id, organisation_id, made_by, made_at, source, checkpoint_id, direction, earliest_at, latest_at, class, channel,
    plate, vin, vehicle_country, driver_name, hs_code, cargo_description, gross_weight_kg)
  VALUES (
    p_application_id, p_organisation_id, p_made_by, p_now, p_source, taken.checkpoint_id, taken.direction,
    coalesce(p_earliest_at, taken.starts_at), coalesce(p_latest_at, taken.ends_at),
    p_class, v_channel, p_plate, p_vin, p_vehicle_country, p_driver_name, p_hs_code, p_cargo_description, p_gross_weight_kg);

  INSERT INTO booking (
    id, application_id, organisation_id, slot_id, state, class, channel, plate, vin, made_at, hold_expires_at)
  VALUES (
    p_booking_id, p_application_id, p_organisation_id, p_slot_id, 'held', p_class, v_channel, p_plate, p_vin, p_now, p_hold_expires_at);

  RETURN QUERY SELECT * FROM booking_details d WHERE d.id = p_booking_id;
END $$;

-- Hold -> confirmed. Confirming what is confirmed changes nothing and is no error.
CREATE FUNCTION confirm_booking(
  p_booking_id uuid, p_organisation_id text, p_scope text, p_key text, p_request_hash text, p_now timestamptz
) RETURNS SETOF booking_details LANGUAGE plpgsql AS $$
DECLARE
  known jsonb;
  claim booking%ROWTYPE;
BEGIN
  known := take_write_key(p_scope, p_key, p_request_hash, to_jsonb(p_booking_id), p_now);
  IF known IS NOT NULL THEN
    RETURN QUERY SELECT * FROM booking_details d WHERE d.id = (known #>> '{}')::uuid;
    RETURN;
  END IF;
  UPDATE booking SET state = 'confirmed', confirmed_at = p_now
  WHERE id = p_booking_id AND organisation_id = p_organisation_id AND state = 'held' AND hold_expires_at > p_now
    AND EXISTS (SELECT FROM slot WHERE id = slot_id AND closed_because IS NULL);
  IF NOT FOUND THEN
    SELECT * INTO claim FROM booking WHERE id = p_booking_id AND organisation_id = p_organisation_id;
    IF NOT FOUND THEN
      PERFORM refuse('BOOKING_NOT_FOUND', 'bookingId');
    ELSIF claim.state = 'held' AND claim.hold_expires_at > p_now THEN
      PERFORM refuse('SLOT_CLOSED', 'bookingId'); -- announced after the hold
    ELSIF claim.state IN ('held', 'expired') THEN
      PERFORM refuse('HOLD_EXPIRED', 'bookingId');
    ELSIF claim.state <> 'confirmed' THEN
      PERFORM refuse('BOOKING_NOT_ACTIVE', 'bookingId');
    END IF;
  END IF;
  RETURN QUERY SELECT * FROM booking_details d WHERE d.id = p_booking_id;
END $$;

-- Held or confirmed -> cancelled, and the places are free again. Cancelling what is cancelled is no error.
CREATE FUNCTION cancel_booking(
  p_booking_id uuid, p_organisation_id text, p_scope text, p_key text, p_request_hash text, p_now timestamptz
) RETURNS SETOF booking_details LANGUAGE plpgsql AS $$
DECLARE
  known jsonb;
  claim booking%ROWTYPE;
BEGIN
  known := take_write_key(p_scope, p_key, p_request_hash, to_jsonb(p_booking_id), p_now);
  IF known IS NOT NULL THEN
    RETURN QUERY SELECT * FROM booking_details d WHERE d.id = (known #>> '{}')::uuid;
    RETURN;
  END IF;
  SELECT * INTO claim FROM booking WHERE id = p_booking_id AND organisation_id = p_organisation_id;
  IF NOT FOUND THEN
    PERFORM refuse('BOOKING_NOT_FOUND', 'bookingId');
  END IF;
  PERFORM 1 FROM slot WHERE id = claim.slot_id FOR UPDATE; -- slot before booking, as everywhere
  UPDATE booking SET state = 'cancelled', closed_at = p_now
  WHERE id = p_booking_id AND state IN ('held', 'confirmed')
    AND EXISTS (SELECT FROM slot WHERE id = claim.slot_id AND ends_at > p_now);
  IF FOUND THEN
    UPDATE slot SET
      total_taken = total_taken - 1,
      inspected_taken = inspected_taken - (claim.channel <> 'green')::int,
      examined_taken = examined_taken - (claim.channel = 'red')::int,
      seq = nextval('live_seq')
    WHERE id = claim.slot_id;
  ELSE
    SELECT * INTO claim FROM booking WHERE id = p_booking_id;
    IF claim.state <> 'cancelled' THEN
      PERFORM refuse('BOOKING_NOT_ACTIVE', 'bookingId');
    END IF;
  END IF;
  RETURN QUERY SELECT * FROM booking_details d WHERE d.id = p_booking_id;
END $$;

-- Frees what expired holds had taken and returns the slots whose places changed. Called by a job and before every read that shows
-- places. When it returns, no hold that was due at its start stands in the way any more, whoever released it.
CREATE FUNCTION release_expired_holds(p_now timestamptz)
RETURNS TABLE (released_slot_id integer, released_checkpoint_id text) LANGUAGE plpgsql AS $$
DECLARE
  due integer[];
BEGIN
  SELECT array_agg(DISTINCT slot_id) INTO due FROM booking WHERE state = 'held' AND hold_expires_at <= p_now;
  IF due IS NULL THEN
    RETURN;
  END IF;
  -- All slots before the first booking. Slot by slot, a claim that had the next slot waited for the booking of its vehicle that was expired
  -- here, and this for its slot: one deadlock in half a minute of 12 callers.
  PERFORM 1 FROM slot WHERE id = ANY (due) ORDER BY id FOR UPDATE;
  RETURN QUERY
  WITH expired AS (
    UPDATE booking SET state = 'expired', closed_at = hold_expires_at
    WHERE slot_id = ANY (due) AND state = 'held' AND hold_expires_at <= p_now
    RETURNING slot_id, channel
  ), freed AS (
    SELECT slot_id, count(*)::int AS total, count(*) FILTER (WHERE channel <> 'green')::int AS inspected,
      count(*) FILTER (WHERE channel = 'red')::int AS examined
    FROM expired GROUP BY slot_id
  )
  UPDATE slot s SET
    total_taken = s.total_taken - freed.total,
    inspected_taken = s.inspected_taken - freed.inspected,
    examined_taken = s.examined_taken - freed.examined,
    seq = nextval('live_seq')
  FROM freed WHERE s.id = freed.slot_id
  RETURNING s.id, s.checkpoint_id;
END $$;

-- A confirmed booking whose slot is over is ended, so that its vehicle can book again. Called by a job.
CREATE FUNCTION end_past_bookings(p_now timestamptz) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  ended integer;
BEGIN
  WITH due AS (
    SELECT b.id, s.ends_at FROM booking b JOIN slot s ON s.id = b.slot_id
    WHERE b.state = 'confirmed' AND s.ends_at <= p_now
    ORDER BY b.id FOR UPDATE OF b
  )
  UPDATE booking b SET state = 'ended', closed_at = due.ends_at FROM due WHERE b.id = due.id;
  GET DIAGNOSTICS ended = ROW_COUNT;
  RETURN ended;
END $$;
