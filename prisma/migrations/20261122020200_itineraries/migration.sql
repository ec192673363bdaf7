-- Itineraries: every place of a whole way is claimed in one statement or not at all, confirmed and given up as one, and repaired when a leg slips.

-- AlterTable
ALTER TABLE "itinerary_repair" ADD COLUMN     "slip" TEXT NOT NULL DEFAULT '';

-- CreateIndex
CREATE INDEX "itinerary_state_hold_expires_at_idx" ON "itinerary"("state", "hold_expires_at");

-- By hand from here: what Prisma's language cannot say.
--
-- Locks: write_key, slots (by id), class days (by key), gate slots (by id), sailings (by id), bookings (by id), claims, the itinerary, its repair.

-- The claim of one place, for whoever claims it: a hold, an itinerary, a repair. The caller has taken the key. p_slot_field is what a refusal about the slot
-- names. A repair does not ask for the share of a class: it was granted with the booking that is replaced.
CREATE FUNCTION claim_place(
  p_booking_id uuid, p_application_id uuid, p_organisation_id text, p_made_by text, p_source text, p_slot_id integer, p_slot_field text,
  p_earliest_at timestamptz, p_latest_at timestamptz, p_class text, p_asks_class boolean,
  p_plate text, p_vin text, p_vehicle_country text, p_driver_name text,
  p_hs_code text, p_cargo_description text, p_gross_weight_kg integer, p_consignment jsonb, p_screening jsonb,
  p_itinerary_id uuid, p_leg integer, p_holds_vehicle boolean, p_now timestamptz, p_hold_expires_at timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  taken slot%ROWTYPE;
  gate checkpoint%ROWTYPE;
  v_channel text := p_screening ->> 'channel';
  v_own integer;
BEGIN
  PERFORM assert_screened_now(p_screening -> 'versions', p_now);
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
      ELSE 'SLOT_FULL' END, p_slot_field);
  END IF;

  SELECT * INTO STRICT gate FROM checkpoint WHERE id = taken.checkpoint_id;
  IF gate.access = 'bilateral' AND p_vehicle_country NOT IN ('KZ', gate.neighbour) THEN
    PERFORM refuse('VEHICLE_COUNTRY_NOT_ADMITTED', 'vehicle.country');
  END IF;

  -- The share is never below one truck, so the record of the carrier is not read for the first.
  SELECT count(*) INTO v_own FROM booking b
  WHERE b.slot_id = p_slot_id AND b.organisation_id = p_organisation_id AND b.state IN ('held', 'confirmed');
  IF v_own > 0 AND v_own >= carrier_quota_of(taken.total_places, p_organisation_id, p_now) THEN
    PERFORM refuse('CARRIER_QUOTA_REACHED', p_slot_field);
  END IF;

  IF p_class <> 'general' AND p_asks_class THEN
    -- No row stands for the day of a class, so it is locked by name; the count comes after the lock.
    PERFORM pg_advisory_xact_lock(class_day_key(taken, p_class));
    IF class_is_full(taken, p_class) THEN
      PERFORM refuse('CLASS_QUOTA_REACHED', 'class');
    END IF;
  END IF;

  INSERT INTO application (
    id, organisation_id, made_by, made_at, source, checkpoint_id, direction, earliest_at, latest_at, class, channel,
    plate, vin, vehicle_country, driver_name, hs_code, cargo_description, gross_weight_kg,
    consignor_name, consignor_country, consignee_name, consignee_country, origin_country, destination_country, is_re_export, documents)
  VALUES (
    p_application_id, p_organisation_id, p_made_by, p_now, p_source, taken.checkpoint_id, taken.direction,
    coalesce(p_earliest_at, taken.starts_at), coalesce(p_latest_at, taken.ends_at),
    p_class, v_channel, p_plate, p_vin, p_vehicle_country, p_driver_name, p_hs_code, p_cargo_description, p_gross_weight_kg,
    p_consignment ->> 'consignorName', p_consignment ->> 'consignorCountry', p_consignment ->> 'consigneeName', p_consignment ->> 'consigneeCountry',
    p_consignment ->> 'originCountry', p_consignment ->> 'destinationCountry', (p_consignment ->> 'isReExport')::boolean, p_consignment -> 'documents');
  PERFORM keep_screening(p_application_id, 'application', p_screening, p_now);

  INSERT INTO booking (
    id, application_id, organisation_id, slot_id, state, class, channel, plate, vin, made_at, hold_expires_at, itinerary_id, leg, holds_vehicle)
  VALUES (
    p_booking_id, p_application_id, p_organisation_id, p_slot_id, 'held', p_class, v_channel, p_plate, p_vin, p_now, p_hold_expires_at,
    p_itinerary_id, p_leg, p_holds_vehicle);
END $$;

CREATE FUNCTION class_day_key(p_slot slot, p_class text) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT hashtextextended(concat_ws('/', p_slot.checkpoint_id, p_slot.direction, p_slot.local_date, p_class), 0);
$$;

-- As before, by claim_place.
CREATE OR REPLACE FUNCTION hold_slot(
  p_booking_id uuid, p_application_id uuid, p_scope text, p_key text, p_request_hash text,
  p_organisation_id text, p_made_by text, p_source text, p_slot_id integer,
  p_earliest_at timestamptz, p_latest_at timestamptz, p_class text,
  p_plate text, p_vin text, p_vehicle_country text, p_driver_name text,
  p_hs_code text, p_cargo_description text, p_gross_weight_kg integer,
  p_now timestamptz, p_hold_expires_at timestamptz, p_consignment jsonb, p_screening jsonb
) RETURNS SETOF booking_details LANGUAGE plpgsql AS $$
DECLARE
  known jsonb;
BEGIN
  known := take_write_key(p_scope, p_key, p_request_hash, to_jsonb(p_booking_id), p_now);
  IF known IS NOT NULL THEN
    RETURN QUERY SELECT * FROM booking_details d WHERE d.id = (known #>> '{}')::uuid;
    RETURN;
  END IF;
  PERFORM claim_place(
    p_booking_id, p_application_id, p_organisation_id, p_made_by, p_source, p_slot_id, 'slotId', p_earliest_at, p_latest_at, p_class, true,
    p_plate, p_vin, p_vehicle_country, p_driver_name, p_hs_code, p_cargo_description, p_gross_weight_kg, p_consignment, p_screening,
    NULL, NULL, true, p_now, p_hold_expires_at);
  RETURN QUERY SELECT * FROM booking_details d WHERE d.id = p_booking_id;
END $$;

-- As before, but a crossing that is part of a longer way is confirmed with it.
CREATE OR REPLACE FUNCTION confirm_booking(
  p_booking_id uuid, p_organisation_id text, p_scope text, p_key text, p_request_hash text, p_now timestamptz
) RETURNS SETOF booking_details LANGUAGE plpgsql AS $$
DECLARE
  known jsonb;
  claim booking%ROWTYPE;
  screened screening%ROWTYPE;
BEGIN
  known := take_write_key(p_scope, p_key, p_request_hash, to_jsonb(p_booking_id), p_now);
  IF known IS NOT NULL THEN
    RETURN QUERY SELECT * FROM booking_details d WHERE d.id = (known #>> '{}')::uuid;
    RETURN;
  END IF;
  IF EXISTS (SELECT FROM booking WHERE id = p_booking_id AND organisation_id = p_organisation_id AND itinerary_id IS NOT NULL AND state = 'held') THEN
    PERFORM refuse('BOOKING_OF_ITINERARY', 'bookingId');
  END IF;
  SELECT s.* INTO screened FROM booking b, latest_screening(b.application_id) s
  WHERE b.id = p_booking_id AND b.organisation_id = p_organisation_id AND b.state = 'held';
  IF FOUND AND NOT is_screened_now(screened, lists_in_force(p_now), p_now) THEN
    PERFORM refuse('SCREENING_STALE', 'bookingId');
  ELSIF screened.channel = 'blocked' THEN
    PERFORM refuse('CARGO_BLOCKED', 'bookingId');
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

-- As before, but one leg of a longer way is not given up alone.
CREATE OR REPLACE FUNCTION cancel_moved_booking(
  p_move_id uuid, p_organisation_id text, p_made_by text, p_scope text, p_key text, p_request_hash text, p_now timestamptz
) RETURNS SETOF booking_details LANGUAGE plpgsql AS $$
DECLARE
  move booking_move%ROWTYPE;
BEGIN
  IF take_write_key(p_scope, p_key, p_request_hash, to_jsonb(p_move_id), p_now) IS NULL THEN
    move := lock_open_move(p_move_id, p_organisation_id, p_now);
    IF EXISTS (SELECT FROM booking WHERE id = move.booking_id AND itinerary_id IS NOT NULL) THEN
      PERFORM refuse('BOOKING_OF_ITINERARY', 'moveId');
    END IF;
    UPDATE booking_move SET state = 'cancelled', answered_by = p_made_by, answered_at = p_now WHERE id = p_move_id;
    PERFORM cancel_claim(b, p_now) FROM booking b WHERE b.id = move.booking_id;
  END IF;
  RETURN QUERY SELECT d.* FROM booking_details d JOIN booking_move m ON m.booking_id = d.id WHERE m.id = p_move_id;
END $$;

-- Ids that grow with time and then with their place: the bookings of an itinerary are locked by id, and a leg that is over writes to the next one. So both
-- go from the first leg to the last, and never towards each other. (Layout of a version 7 UUID.)
CREATE FUNCTION growing_ids(p_count integer, p_now timestamptz) RETURNS uuid[] LANGUAGE sql VOLATILE AS $$
  SELECT coalesce(array_agg(id ORDER BY id), '{}') FROM (
    SELECT overlay(overlay(gen_random_uuid()::text PLACING
      overlay(lpad(to_hex(floor(extract(epoch FROM p_now) * 1000)::bigint), 12, '0') PLACING '-' FROM 9 FOR 0) FROM 1 FOR 13) PLACING '7' FROM 15 FOR 1)::uuid AS id
    FROM generate_series(1, p_count)
  ) made;
$$;

-- Locks slots, the class days of their trucks, a slot of a port's gate and a sailing in the order that all of them are locked in.
CREATE FUNCTION lock_places(p_slot_ids integer[], p_class text, p_gate_slot_ids integer[], p_sailing_ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM slot WHERE id = ANY (p_slot_ids) ORDER BY id FOR NO KEY UPDATE;
  IF p_class <> 'general' THEN
    PERFORM pg_advisory_xact_lock(key) FROM (
      SELECT DISTINCT class_day_key(s, p_class) AS key FROM slot s WHERE s.id = ANY (p_slot_ids) ORDER BY key
    ) class_days;
  END IF;
  PERFORM FROM gate_slot WHERE id = ANY (p_gate_slot_ids) ORDER BY id FOR UPDATE;
  PERFORM FROM sailing WHERE id = ANY (p_sailing_ids) ORDER BY id FOR UPDATE;
END $$;

-- Claims places of an itinerary: each crossing of p_crossings ({slotId, leg, earliestAt, latestAt, screening, consignment}) and the sailing of p_sailing
-- ({sailingId, gateSlotId}), where there is one. Its slots are locked already. p_is_repair: they are held beside those that they may replace.
CREATE FUNCTION claim_legs(
  p_itinerary itinerary, p_made_by text, p_source text, p_crossings jsonb, p_sailing jsonb, p_is_repair boolean, p_booking_ids uuid[], p_claim_id uuid,
  p_now timestamptz, p_expires_at timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  wish jsonb := p_itinerary.wish;
  crossing jsonb;
  v_place integer;
BEGIN
  FOR crossing, v_place IN SELECT value, ordinality FROM jsonb_array_elements(p_crossings) WITH ORDINALITY ORDER BY ordinality LOOP
    PERFORM claim_place(
      p_booking_ids[v_place], gen_random_uuid(), p_itinerary.organisation_id, p_made_by, p_source, (crossing ->> 'slotId')::int,
      CASE WHEN p_is_repair THEN 'legs.' || (crossing ->> 'leg') ELSE 'claim.slotIds.' || v_place - 1 END,
      (crossing ->> 'earliestAt')::timestamptz, (crossing ->> 'latestAt')::timestamptz, wish ->> 'class', NOT p_is_repair,
      p_itinerary.plate, p_itinerary.vin, wish #>> '{vehicle,country}', wish ->> 'driverName',
      wish #>> '{cargo,hsCode}', wish #>> '{cargo,description}', (wish #>> '{cargo,grossWeightKg}')::int, crossing -> 'consignment', crossing -> 'screening',
      p_itinerary.id, (crossing ->> 'leg')::int,
      -- Of a repair where no booking of its way has the vehicle any more, too: a way with none could be booked over.
      v_place = 1 AND NOT EXISTS (
        SELECT FROM booking WHERE itinerary_id = p_itinerary.id AND state IN ('held', 'confirmed') AND holds_vehicle),
      p_now, p_expires_at);
  END LOOP;
  IF jsonb_typeof(p_sailing) = 'object' THEN
    PERFORM claim_sailing(
      p_claim_id, p_itinerary.id, p_itinerary.organisation_id, (p_sailing ->> 'sailingId')::uuid, (p_sailing ->> 'gateSlotId')::int, sea_needs_of(wish),
      p_itinerary.plate, p_itinerary.vin, NOT p_is_repair, p_now, p_expires_at);
  END IF;
END $$;

-- Every place of a whole way, held until one and the same time, or none: a refusal of any of them undoes all, and so does a process that is killed. Returns
-- the id of the itinerary: a new one, or the one this key made before. p_screenings are those of the way as a whole, where it crosses no checkpoint.
CREATE FUNCTION hold_itinerary(
  p_itinerary_id uuid, p_scope text, p_key text, p_request_hash text, p_organisation_id text, p_made_by text, p_source text,
  p_wish jsonb, p_way_id text, p_plan jsonb, p_crossings jsonb, p_sailing jsonb, p_screenings jsonb, p_now timestamptz, p_expires_at timestamptz
) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  known jsonb;
  whole itinerary%ROWTYPE;
  v_screening jsonb;
BEGIN
  known := take_write_key(p_scope, p_key, p_request_hash, to_jsonb(p_itinerary_id), p_now);
  IF known IS NOT NULL THEN
    RETURN (known #>> '{}')::uuid;
  END IF;
  FOR v_screening IN SELECT * FROM jsonb_array_elements(p_screenings) LOOP
    PERFORM assert_screened_now(v_screening -> 'versions', p_now);
    IF v_screening ->> 'channel' = 'blocked' THEN
      PERFORM refuse('CARGO_BLOCKED', 'cargo.hsCode');
    END IF;
  END LOOP;
  PERFORM lock_places(
    ARRAY(SELECT (value ->> 'slotId')::int FROM jsonb_array_elements(p_crossings)), p_wish ->> 'class',
    ARRAY[(p_sailing ->> 'gateSlotId')::int], ARRAY[(p_sailing ->> 'sailingId')::uuid]);
  INSERT INTO itinerary (
    id, organisation_id, made_by, made_at, state, corridor_id, way_id, is_reversed, ready_at, arrive_by, plate, vin, wish, legs,
    depart_at, arrival_p50_at, arrival_p80_at, distance_km, hold_expires_at)
  VALUES (
    p_itinerary_id, p_organisation_id, p_made_by, p_now, 'held', p_wish ->> 'corridorId', p_way_id, (p_wish ->> 'isReversed')::boolean,
    (p_wish ->> 'readyAt')::timestamptz, (p_wish ->> 'arriveBy')::timestamptz, p_wish #>> '{vehicle,plate}', p_wish #>> '{vehicle,vin}', p_wish,
    p_plan -> 'legs', (p_plan ->> 'departAt')::timestamptz, (p_plan ->> 'arrivalP50At')::timestamptz, (p_plan ->> 'arrivalP80At')::timestamptz,
    (p_plan ->> 'distanceKm')::double precision, p_expires_at)
  RETURNING * INTO whole;
  PERFORM claim_legs(
    whole, p_made_by, p_source, p_crossings, p_sailing, false, growing_ids(jsonb_array_length(p_crossings), p_now), gen_random_uuid(), p_now, p_expires_at);
  RETURN p_itinerary_id;
END $$;

-- An itinerary with all that it holds, locked; p_organisation_id null: whosever it is. A plan may move one of its bookings while this waits for slots: then
-- the inner block is undone, its locks go with it, and all of it is looked for again (as lock_booking does). Nothing where there is none.
CREATE FUNCTION lock_itinerary(
  p_itinerary_id uuid, p_organisation_id text, p_slot_ids integer[] DEFAULT '{}', p_gate_slot_id integer DEFAULT NULL, p_sailing_id uuid DEFAULT NULL
) RETURNS itinerary LANGUAGE plpgsql AS $$
DECLARE
  seen integer[];
  claims uuid[];
  whole itinerary%ROWTYPE;
BEGIN
  LOOP
    seen := ARRAY(SELECT slot_id FROM booking WHERE itinerary_id = p_itinerary_id AND state IN ('held', 'confirmed') ORDER BY id);
    claims := ARRAY(SELECT id FROM sailing_claim WHERE itinerary_id = p_itinerary_id AND state IN ('held', 'confirmed') ORDER BY id);
    BEGIN
      PERFORM lock_places(
        seen || p_slot_ids, 'general',
        ARRAY(SELECT gate_slot_id FROM sailing_claim WHERE id = ANY (claims)) || p_gate_slot_id,
        ARRAY(SELECT sailing_id FROM sailing_claim WHERE id = ANY (claims)) || p_sailing_id);
      PERFORM FROM booking WHERE itinerary_id = p_itinerary_id ORDER BY id FOR NO KEY UPDATE;
      PERFORM FROM sailing_claim WHERE itinerary_id = p_itinerary_id ORDER BY id FOR NO KEY UPDATE;
      SELECT * INTO whole FROM itinerary
      WHERE id = p_itinerary_id AND (p_organisation_id IS NULL OR organisation_id = p_organisation_id) FOR NO KEY UPDATE;
      IF seen = ARRAY(SELECT slot_id FROM booking WHERE itinerary_id = p_itinerary_id AND state IN ('held', 'confirmed') ORDER BY id)
        AND claims = ARRAY(SELECT id FROM sailing_claim WHERE itinerary_id = p_itinerary_id AND state IN ('held', 'confirmed') ORDER BY id) THEN
        RETURN whole;
      END IF;
      RAISE EXCEPTION 'changed meanwhile' USING ERRCODE = 'OT002';
    EXCEPTION WHEN SQLSTATE 'OT002' THEN
      NULL;
    END;
  END LOOP;
END $$;

-- The same for its carrier, which must have one of this id.
CREATE FUNCTION lock_own_itinerary(p_itinerary_id uuid, p_organisation_id text) RETURNS itinerary LANGUAGE plpgsql AS $$
BEGIN
  -- First without a lock: nobody waits for what another carrier holds.
  IF NOT EXISTS (SELECT FROM itinerary WHERE id = p_itinerary_id AND organisation_id = p_organisation_id) THEN
    PERFORM refuse('ITINERARY_NOT_FOUND', 'itineraryId');
  END IF;
  RETURN lock_itinerary(p_itinerary_id, p_organisation_id);
END $$;

-- Refuses what a list says now of bookings that are to be confirmed, those whose slot was closed since, and any that is not held any more: a server whose
-- clock is ahead may have let some of them expire, and a part of a way is never confirmed.
CREATE FUNCTION confirm_crossings(p_booking_ids uuid[], p_now timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  crossing record;
  v_versions integer[] := lists_in_force(p_now);
BEGIN
  FOR crossing IN
    SELECT b.leg, b.state, s.closed_because, latest_screening(b.application_id) AS screened FROM booking b JOIN slot s ON s.id = b.slot_id
    WHERE b.id = ANY (p_booking_ids) ORDER BY b.leg
  LOOP
    IF crossing.state <> 'held' THEN
      PERFORM refuse('HOLD_EXPIRED', 'legs.' || crossing.leg);
    ELSIF NOT is_screened_now(crossing.screened, v_versions, p_now) THEN
      PERFORM refuse('SCREENING_STALE', 'legs.' || crossing.leg);
    ELSIF (crossing.screened).channel = 'blocked' THEN
      PERFORM refuse('CARGO_BLOCKED', 'legs.' || crossing.leg);
    ELSIF crossing.closed_because IS NOT NULL THEN
      PERFORM refuse('SLOT_CLOSED', 'legs.' || crossing.leg);
    END IF;
  END LOOP;
  UPDATE booking SET state = 'confirmed', confirmed_at = p_now WHERE id = ANY (p_booking_ids) AND state = 'held';
END $$;

-- Held -> confirmed, all of it. Confirming what is confirmed changes nothing and is no error.
CREATE FUNCTION confirm_itinerary(
  p_itinerary_id uuid, p_organisation_id text, p_scope text, p_key text, p_request_hash text, p_now timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  whole itinerary%ROWTYPE;
BEGIN
  IF take_write_key(p_scope, p_key, p_request_hash, to_jsonb(p_itinerary_id), p_now) IS NOT NULL THEN
    RETURN;
  END IF;
  whole := lock_own_itinerary(p_itinerary_id, p_organisation_id);
  IF whole.state = 'confirmed' THEN
    RETURN;
  ELSIF whole.state = 'expired' OR whole.state = 'held' AND whole.hold_expires_at <= p_now THEN
    PERFORM refuse('HOLD_EXPIRED', 'itineraryId');
  ELSIF whole.state <> 'held' THEN
    PERFORM refuse('ITINERARY_NOT_ACTIVE', 'itineraryId');
  END IF;
  IF EXISTS (SELECT FROM sailing_claim WHERE itinerary_id = p_itinerary_id AND state <> 'held') THEN
    PERFORM refuse('HOLD_EXPIRED', 'itineraryId'); -- as crossings are
  END IF;
  PERFORM confirm_crossings(ARRAY(SELECT id FROM booking WHERE itinerary_id = p_itinerary_id), p_now);
  PERFORM confirm_sailing_claim(p_itinerary_id, p_now);
  UPDATE itinerary SET state = 'confirmed', confirmed_at = p_now WHERE id = p_itinerary_id;
END $$;

-- Gives up what is held for a repair that nobody takes.
CREATE FUNCTION drop_repair(p_repair itinerary_repair, p_state text, p_now timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE itinerary_repair SET state = p_state, answered_at = p_now WHERE id = p_repair.id;
  PERFORM cancel_claim(b, p_now) FROM booking b WHERE b.id = ANY (p_repair.new_booking_ids) AND b.state = 'held';
  IF p_repair.new_claim_id IS NOT NULL THEN
    PERFORM close_sailing_claim(p_repair.new_claim_id, 'cancelled', p_now);
  END IF;
END $$;

-- Gives up all that is not over; what a repair holds, too. A slot that is over stays as it is: whether the truck was there is for the gate to say. Cancelling
-- what is cancelled is no error.
CREATE FUNCTION cancel_itinerary(
  p_itinerary_id uuid, p_organisation_id text, p_scope text, p_key text, p_request_hash text, p_now timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  whole itinerary%ROWTYPE;
  open_repair itinerary_repair%ROWTYPE;
BEGIN
  IF take_write_key(p_scope, p_key, p_request_hash, to_jsonb(p_itinerary_id), p_now) IS NOT NULL THEN
    RETURN;
  END IF;
  whole := lock_own_itinerary(p_itinerary_id, p_organisation_id);
  IF whole.state = 'cancelled' THEN
    RETURN;
  ELSIF whole.state NOT IN ('held', 'confirmed') OR whole.state = 'held' AND whole.hold_expires_at <= p_now THEN
    PERFORM refuse('ITINERARY_NOT_ACTIVE', 'itineraryId');
  ELSIF EXISTS (
    SELECT FROM booking b JOIN slot s ON s.id = b.slot_id
    WHERE b.itinerary_id = p_itinerary_id AND b.state = 'confirmed' AND s.ends_at <= p_now AND truck_is_at_gate(b.id)
  ) THEN
    PERFORM refuse('TRUCK_AT_GATE', 'itineraryId');
  END IF;
  -- The last leg first, so that the vehicle is not handed on from leg to leg. What a repair holds is given up with it; the repair itself is declined only then,
  -- since it says whose fault it is that the legs that it replaces are not used (excuse_of).
  PERFORM cancel_claim(b, p_now) FROM (
    SELECT b.* FROM booking b JOIN slot s ON s.id = b.slot_id
    WHERE b.itinerary_id = p_itinerary_id AND b.state IN ('held', 'confirmed') AND s.ends_at > p_now
    ORDER BY b.leg DESC
  ) AS b;
  PERFORM close_sailing_claim(c.id, 'cancelled', p_now) FROM sailing_claim c JOIN sailing s ON s.id = c.sailing_id
  WHERE c.itinerary_id = p_itinerary_id AND c.state IN ('held', 'confirmed') AND s.state NOT IN ('departed', 'arrived');
  SELECT * INTO open_repair FROM itinerary_repair WHERE itinerary_id = p_itinerary_id AND state = 'asked' FOR UPDATE;
  IF FOUND THEN
    PERFORM drop_repair(open_repair, 'declined', p_now);
  END IF;
  UPDATE itinerary SET state = 'cancelled', closed_at = p_now WHERE id = p_itinerary_id;
END $$;

-- Holds new places for the rest of a way, beside those that they would replace, and asks the carrier. Returns whether it did: not where the carrier is being
-- asked already, or where a booking is no longer as the plan saw it ({id, slotId} of p_replaced), or its truck has come to the gate meanwhile.
--
-- p_plan null: no way was found; that is written down, and nothing held.
CREATE FUNCTION propose_repair(
  p_repair_id uuid, p_itinerary_id uuid, p_slip jsonb, p_plan jsonb, p_crossings jsonb, p_sailing jsonb, p_replaced jsonb, p_replaced_claim_id uuid,
  p_now timestamptz, p_expires_at timestamptz
) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  whole itinerary%ROWTYPE;
  booking_ids uuid[] := growing_ids(jsonb_array_length(p_crossings), p_now);
  v_claim_id uuid := CASE WHEN jsonb_typeof(p_sailing) = 'object' THEN gen_random_uuid() END;
BEGIN
  whole := lock_itinerary(
    p_itinerary_id, NULL, ARRAY(SELECT (value ->> 'slotId')::int FROM jsonb_array_elements(p_crossings)),
    (p_sailing ->> 'gateSlotId')::int, (p_sailing ->> 'sailingId')::uuid);
  IF whole.state IS DISTINCT FROM 'confirmed' OR EXISTS (
    SELECT FROM jsonb_to_recordset(p_replaced) AS seen (id uuid, "slotId" integer) LEFT JOIN booking b ON b.id = seen.id AND b.slot_id = seen."slotId"
    WHERE b.id IS NULL OR b.state NOT IN ('confirmed', 'no-show') OR truck_is_at_gate(b.id)
  ) OR p_replaced_claim_id IS NOT NULL AND NOT EXISTS (SELECT FROM sailing_claim WHERE id = p_replaced_claim_id AND state = 'confirmed') THEN
    RETURN false;
  END IF;
  INSERT INTO itinerary_repair (
    id, itinerary_id, state, cause, slipped_leg, slip, reason, legs, new_booking_ids, replaced_booking_ids, new_claim_id, replaced_claim_id,
    arrival_p50_at, arrival_p80_at, made_at, expires_at)
  VALUES (
    p_repair_id, p_itinerary_id, CASE WHEN p_plan IS NULL THEN 'impossible' ELSE 'asked' END,
    p_slip ->> 'cause', (p_slip ->> 'leg')::int, p_slip ->> 'mark', p_slip ->> 'reason', coalesce(p_plan -> 'legs', whole.legs), booking_ids,
    ARRAY(SELECT (value ->> 'id')::uuid FROM jsonb_array_elements(p_replaced)), v_claim_id, p_replaced_claim_id,
    (p_plan ->> 'arrivalP50At')::timestamptz, (p_plan ->> 'arrivalP80At')::timestamptz, p_now, p_expires_at)
  ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM claim_legs(whole, 'otkel', 'carrier', p_crossings, p_sailing, true, booking_ids, v_claim_id, p_now, p_expires_at);
  RETURN true;
END $$;

-- The repair that its carrier may answer, with the itinerary and all that it holds locked.
CREATE FUNCTION lock_open_repair(p_itinerary_id uuid, p_organisation_id text, p_now timestamptz) RETURNS itinerary_repair LANGUAGE plpgsql AS $$
DECLARE
  whole itinerary%ROWTYPE := lock_own_itinerary(p_itinerary_id, p_organisation_id);
  asked itinerary_repair%ROWTYPE;
BEGIN
  SELECT * INTO asked FROM itinerary_repair WHERE itinerary_id = p_itinerary_id AND state = 'asked' AND expires_at > p_now FOR UPDATE;
  IF NOT FOUND OR whole.state <> 'confirmed' THEN
    PERFORM refuse('REPAIR_NOT_OPEN', 'itineraryId');
  END IF;
  RETURN asked;
END $$;

-- The repaired way instead of the old one: the new places are confirmed and the old ones given back, at once or not at all. The record of the carrier counts
-- none of it: the repair names what it replaces.
CREATE FUNCTION accept_repair(
  p_itinerary_id uuid, p_organisation_id text, p_scope text, p_key text, p_request_hash text, p_now timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  asked itinerary_repair%ROWTYPE;
BEGIN
  IF take_write_key(p_scope, p_key, p_request_hash, to_jsonb(p_itinerary_id), p_now) IS NOT NULL THEN
    RETURN;
  END IF;
  asked := lock_open_repair(p_itinerary_id, p_organisation_id, p_now);
  IF EXISTS (SELECT FROM unnest(asked.replaced_booking_ids) AS id WHERE truck_is_at_gate(id)) THEN
    PERFORM refuse('TRUCK_AT_GATE', 'itineraryId');
  ELSIF EXISTS (SELECT FROM passage WHERE booking_id = ANY (asked.replaced_booking_ids) AND cleared_at IS NOT NULL) THEN
    PERFORM refuse('REPAIR_NOT_OPEN', 'itineraryId'); -- it went through where it was not expected to any more
  ELSIF EXISTS (SELECT FROM sailing_claim WHERE id = asked.new_claim_id AND state <> 'held') THEN
    PERFORM refuse('HOLD_EXPIRED', 'itineraryId');
  END IF;
  PERFORM confirm_crossings(asked.new_booking_ids, p_now);
  IF asked.new_claim_id IS NOT NULL THEN
    PERFORM confirm_sailing_claim(p_itinerary_id, p_now);
  END IF;
  PERFORM cancel_claim(b, p_now) FROM (
    SELECT b.* FROM booking b JOIN slot s ON s.id = b.slot_id
    WHERE b.id = ANY (asked.replaced_booking_ids) AND b.state = 'confirmed' AND s.ends_at > p_now
    ORDER BY b.leg DESC
  ) AS b;
  IF asked.replaced_claim_id IS NOT NULL THEN
    PERFORM close_sailing_claim(asked.replaced_claim_id, 'cancelled', p_now);
  END IF;
  UPDATE itinerary SET legs = asked.legs, depart_at = (asked.legs -> 0 ->> 'startsAt')::timestamptz, arrival_p50_at = asked.arrival_p50_at,
    arrival_p80_at = asked.arrival_p80_at
  WHERE id = p_itinerary_id;
  UPDATE itinerary_repair SET state = 'accepted', answered_at = p_now WHERE id = asked.id;
END $$;

CREATE FUNCTION decline_repair(
  p_itinerary_id uuid, p_organisation_id text, p_scope text, p_key text, p_request_hash text, p_now timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF take_write_key(p_scope, p_key, p_request_hash, to_jsonb(p_itinerary_id), p_now) IS NULL THEN
    PERFORM drop_repair(lock_open_repair(p_itinerary_id, p_organisation_id, p_now), 'declined', p_now);
  END IF;
END $$;

-- What the clock does to itineraries that wait for an answer. Bookings that were held too long are expired by release_expired_holds, called before; here the
-- rest of it is: room on ships, the itinerary itself, and a repair that nobody answered. Where nothing is due, it looks at three indexes.
CREATE INDEX "sailing_claim_open_holds" ON "sailing_claim" ("hold_expires_at") WHERE "state" = 'held';
CREATE FUNCTION expire_itineraries(p_now timestamptz) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  due uuid[];
  expired integer;
  unanswered integer;
BEGIN
  due := ARRAY(SELECT id FROM sailing_claim WHERE state = 'held' AND hold_expires_at <= p_now);
  IF cardinality(due) > 0 THEN
    PERFORM lock_places(
      '{}', 'general', ARRAY(SELECT gate_slot_id FROM sailing_claim WHERE id = ANY (due)), ARRAY(SELECT sailing_id FROM sailing_claim WHERE id = ANY (due)));
    PERFORM close_sailing_claim(id, 'expired', p_now) FROM unnest(due) AS id;
  END IF;

  due := ARRAY(
    SELECT id FROM itinerary i WHERE state = 'held' AND hold_expires_at <= p_now
      AND NOT EXISTS (SELECT FROM booking WHERE itinerary_id = i.id AND state = 'held')
    ORDER BY id FOR NO KEY UPDATE SKIP LOCKED);
  UPDATE itinerary SET state = 'expired', closed_at = hold_expires_at WHERE id = ANY (due);
  GET DIAGNOSTICS expired = ROW_COUNT;

  -- Of one that is being answered at this moment, the answer holds.
  due := ARRAY(SELECT id FROM itinerary_repair WHERE state = 'asked' AND expires_at <= p_now ORDER BY id FOR UPDATE SKIP LOCKED);
  UPDATE itinerary_repair SET state = 'expired' WHERE id = ANY (due);
  GET DIAGNOSTICS unanswered = ROW_COUNT;
  RETURN expired + unanswered;
END $$;

-- A confirmed itinerary is over with its last leg. Called by a job: it looks at every one that is under way.
CREATE FUNCTION end_itineraries(p_now timestamptz) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  due uuid[];
BEGIN
  due := ARRAY(
    SELECT id FROM itinerary i WHERE state = 'confirmed'
      AND NOT EXISTS (SELECT FROM booking WHERE itinerary_id = i.id AND state IN ('held', 'confirmed'))
      AND NOT EXISTS (SELECT FROM sailing_claim WHERE itinerary_id = i.id AND state IN ('held', 'confirmed'))
    ORDER BY id FOR NO KEY UPDATE SKIP LOCKED);
  UPDATE itinerary i SET state = 'ended', closed_at = coalesce(greatest(
    (SELECT max(closed_at) FROM booking WHERE itinerary_id = i.id), (SELECT max(closed_at) FROM sailing_claim WHERE itinerary_id = i.id)), p_now)
  WHERE id = ANY (due);
  RETURN cardinality(due);
END $$;

-- Which booking a plate at a gate means. A truck on a longer way has an active booking for each of its crossings: it means the one of this checkpoint, and
-- where that is over, still that one as long as the way goes on. Otherwise as before: the active one, or else the last, so that a refusal can say what became of it.
DROP FUNCTION booking_of_plate(text);
CREATE FUNCTION booking_of_plate(p_plate text, p_checkpoint_id text) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT b.id FROM booking b JOIN slot s ON s.id = b.slot_id LEFT JOIN itinerary i ON i.id = b.itinerary_id
  WHERE b.plate = p_plate
  ORDER BY (b.state = 'confirmed' AND s.checkpoint_id = p_checkpoint_id) DESC,
    (s.checkpoint_id = p_checkpoint_id AND b.state IN ('ended', 'no-show') AND i.state IS NOT DISTINCT FROM 'confirmed') DESC,
    (b.state = 'confirmed') DESC, (b.state = 'held') DESC, b.made_at DESC, b.leg
  LIMIT 1;
$$;

-- As before, by the plate at this checkpoint.
CREATE OR REPLACE FUNCTION record_gate_events(p_checkpoint_id text, p_events jsonb, p_recorded_by text, p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  resolved jsonb;
  answers jsonb := '{}';
  statuses jsonb;
  item record;
BEGIN
  SELECT jsonb_agg(jsonb_build_object('place', e.place, 'event', e.event, 'booking',
    coalesce((e.event ->> 'bookingId')::uuid, booking_of_plate(e.event ->> 'plate', p_checkpoint_id)))) INTO resolved
  FROM jsonb_array_elements(p_events) WITH ORDINALITY AS e(event, place);
  PERFORM FROM booking
  WHERE id IN (SELECT r.booking FROM jsonb_to_recordset(resolved) AS r(booking uuid)) ORDER BY id FOR NO KEY UPDATE;
  PERFORM FROM queue_status WHERE checkpoint_id = p_checkpoint_id ORDER BY direction FOR UPDATE;

  FOR item IN
    SELECT * FROM jsonb_to_recordset(resolved) AS r(place integer, event jsonb, booking uuid)
    ORDER BY (r.event ->> 'happenedAt')::timestamptz, r.place
  LOOP
    answers := answers || jsonb_build_object(item.place, apply_gate_event(p_checkpoint_id, item.booking, item.event, p_recorded_by, p_now));
  END LOOP;

  -- What was sent again is no news, and changes nothing.
  SELECT coalesce(jsonb_agg(refresh_queue_status(p_checkpoint_id, direction, p_now, at, simulated_at)), '[]') INTO statuses
  FROM (
    SELECT n.direction, max(n.at) AS at, max(n.at) FILTER (WHERE n.source = 'simulated') AS simulated_at
    FROM jsonb_each(answers) AS each(place, answer), jsonb_to_record(answer -> 'news') AS n(direction text, at timestamptz, source text)
    WHERE answer ? 'news' GROUP BY n.direction ORDER BY n.direction
  ) fed;
  RETURN jsonb_build_object('statuses', statuses, 'answers', (
    SELECT jsonb_agg(answer ORDER BY place::integer) FROM jsonb_each(answers) AS each(place, answer)));
END $$;
