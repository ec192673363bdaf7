-- The ship: where ships go, when a port lets trucks in, and the claims on sailings with their standby list.

-- CreateTable
CREATE TABLE "sea_way" (
    "from_port_id" TEXT NOT NULL,
    "to_port_id" TEXT NOT NULL,
    "nautical_miles" DOUBLE PRECISION NOT NULL,
    "is_computed" BOOLEAN NOT NULL,
    "path" JSONB NOT NULL,
    "p80_share" DOUBLE PRECISION NOT NULL,
    "delay_share" DOUBLE PRECISION NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "sea_way_pkey" PRIMARY KEY ("from_port_id","to_port_id")
);

-- CreateTable
CREATE TABLE "port_gate" (
    "port_id" TEXT NOT NULL,
    "opens_at" TEXT NOT NULL,
    "closes_at" TEXT NOT NULL,
    "slot_minutes" INTEGER NOT NULL,
    "places" INTEGER NOT NULL,
    "document_cutoff_hours" DOUBLE PRECISION NOT NULL,
    "gate_cutoff_hours" DOUBLE PRECISION NOT NULL,
    "gate_opens_hours" DOUBLE PRECISION NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "port_gate_pkey" PRIMARY KEY ("port_id")
);

-- CreateIndex
CREATE INDEX "sailing_claim_gate_slot_id_idx" ON "sailing_claim"("gate_slot_id");

-- AddForeignKey
ALTER TABLE "sea_way" ADD CONSTRAINT "sea_way_from_port_id_fkey" FOREIGN KEY ("from_port_id") REFERENCES "port"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sea_way" ADD CONSTRAINT "sea_way_to_port_id_fkey" FOREIGN KEY ("to_port_id") REFERENCES "port"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "port_gate" ADD CONSTRAINT "port_gate_port_id_fkey" FOREIGN KEY ("port_id") REFERENCES "port"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- By hand from here: what Prisma's language cannot say.

CREATE UNIQUE INDEX "standby_entry_open_vin" ON "standby_entry" ("sailing_id", "vin") WHERE "state" IN ('waiting', 'called');

CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON sea_way FOR EACH ROW EXECUTE FUNCTION write_audit('sea-way', 'from_port_id,to_port_id', '-path');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON port_gate FOR EACH ROW EXECUTE FUNCTION write_audit('port-gate', 'port_id');

-- The truck itself stands on the ship, too: a tractor of 7.5 to 8 tonnes and an empty curtain-sider of 6.5 to 7. Ours, and the same for all.
CREATE FUNCTION truck_tare_kg() RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT 15000; $$;

-- What a truck takes of a ship, by the wish of an itinerary or of a standby entry: {needs: {laneMetres, needsReeferPlug, isDangerous}, cargo: {grossWeightKg}}.
-- The weight is that of the cargo; the claim adds the truck's.
CREATE FUNCTION sea_needs_of(p_wish jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT jsonb_build_object(
    'laneCm', ceil((p_wish #>> '{needs,laneMetres}')::numeric * 100)::int,
    'weightKg', (p_wish #>> '{cargo,grossWeightKg}')::int,
    'reeferPlugs', coalesce((p_wish #>> '{needs,needsReeferPlug}')::boolean, false)::int,
    'dangerousGoods', coalesce((p_wish #>> '{needs,isDangerous}')::boolean, false)::int);
$$;

-- The first of the four counts that has no room for these needs, by the field of the wish that asks for it; null where all have. One that is
-- asked for nothing is never full: an overfull ship may still have plugs to spare, and who needs none does not care.
CREATE FUNCTION full_of(p_sailing sailing, p_needs jsonb) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN p_sailing.lane_cm_taken + (p_needs ->> 'laneCm')::int > p_sailing.lane_cm THEN 'needs.laneMetres'
    WHEN p_sailing.weight_kg_taken + (p_needs ->> 'weightKg')::int + truck_tare_kg() > p_sailing.weight_kg THEN 'cargo.grossWeightKg'
    WHEN (p_needs ->> 'reeferPlugs')::int > 0
      AND p_sailing.reefer_plugs_taken + (p_needs ->> 'reeferPlugs')::int > p_sailing.reefer_plugs THEN 'needs.needsReeferPlug'
    WHEN (p_needs ->> 'dangerousGoods')::int > 0
      AND p_sailing.dangerous_goods_taken + (p_needs ->> 'dangerousGoods')::int > p_sailing.dangerous_goods_places THEN 'needs.isDangerous' END;
$$;

-- Until when a truck that is called now may answer: an hour, and not beyond the cut-off for documents. Null where less than ten minutes are left:
-- nobody is called then. Both are ours.
CREATE FUNCTION standby_call_ends(p_sailing sailing, p_now timestamptz) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN p_sailing.document_cutoff_at >= p_now + interval '10 minutes' THEN least(p_now + interval '60 minutes', p_sailing.document_cutoff_at) END;
$$;

-- Whether a truck of the standby list could be called to this sailing now: it fits, and the gate has a slot for it after the call. Then the room is its.
CREATE FUNCTION standby_comes_first(p_sailing sailing, p_now timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
      SELECT FROM standby_entry e
      WHERE e.sailing_id = p_sailing.id AND e.state = 'waiting' AND full_of(p_sailing, sea_needs_of(e.wish)) IS NULL)
    AND EXISTS (
      SELECT FROM gate_slot g
      WHERE g.port_id = p_sailing.from_port_id AND g.taken < g.places AND g.starts_at >= standby_call_ends(p_sailing, p_now)
        AND g.ends_at <= p_sailing.gate_cutoff_at);
$$;

-- The claim itself, under the locks of the gate slot and then the sailing. Who has lost a place on another ship (p_holds_vehicle is false: the claim is of a
-- repair) and who is called from the standby list come before the others: for these p_comes_first.
CREATE FUNCTION take_sailing(
  p_claim_id uuid, p_itinerary_id uuid, p_organisation_id text, p_sailing_id uuid, p_gate_slot_id integer, p_needs jsonb,
  p_plate text, p_vin text, p_holds_vehicle boolean, p_comes_first boolean, p_now timestamptz, p_hold_expires_at timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  gate gate_slot%ROWTYPE;
  ship_call sailing%ROWTYPE;
  v_weight_kg integer := (p_needs ->> 'weightKg')::int + truck_tare_kg();
  v_full text;
BEGIN
  -- Locked, then read: what is compared below cannot change before it is written.
  SELECT * INTO gate FROM gate_slot WHERE id = p_gate_slot_id FOR UPDATE;
  SELECT * INTO ship_call FROM sailing WHERE id = p_sailing_id FOR UPDATE;
  IF ship_call.id IS NULL THEN
    PERFORM refuse('SAILING_NOT_FOUND', 'claim.sailing.sailingId');
  ELSIF ship_call.state NOT IN ('planned', 'delayed') OR ship_call.expected_departure_at <= p_now THEN
    PERFORM refuse('SAILING_NOT_BOOKABLE', 'claim.sailing.sailingId');
  ELSIF ship_call.document_cutoff_at <= p_now THEN
    PERFORM refuse('SAILING_CUTOFF_PASSED', 'claim.sailing.sailingId');
  END IF;
  v_full := full_of(ship_call, p_needs);
  IF v_full IS NOT NULL THEN
    PERFORM refuse('SAILING_FULL', v_full);
  ELSIF gate.id IS NULL OR gate.port_id <> ship_call.from_port_id THEN
    PERFORM refuse('GATE_SLOT_NOT_FOUND', 'claim.sailing.gateSlotId');
  ELSIF gate.starts_at <= p_now THEN
    PERFORM refuse('SLOT_IN_PAST', 'claim.sailing.gateSlotId');
  ELSIF gate.ends_at > ship_call.gate_cutoff_at THEN
    PERFORM refuse('GATE_SLOT_AFTER_CUTOFF', 'claim.sailing.gateSlotId');
  ELSIF gate.taken >= gate.places THEN
    PERFORM refuse('GATE_SLOT_FULL', 'claim.sailing.gateSlotId');
  ELSIF NOT p_comes_first AND standby_comes_first(ship_call, p_now) THEN
    PERFORM refuse('SAILING_FULL', 'claim.sailing.sailingId');
  END IF;

  UPDATE gate_slot SET taken = taken + 1, seq = nextval('live_seq') WHERE id = p_gate_slot_id;
  UPDATE sailing SET
    lane_cm_taken = lane_cm_taken + (p_needs ->> 'laneCm')::int,
    weight_kg_taken = weight_kg_taken + v_weight_kg,
    reefer_plugs_taken = reefer_plugs_taken + (p_needs ->> 'reeferPlugs')::int,
    dangerous_goods_taken = dangerous_goods_taken + (p_needs ->> 'dangerousGoods')::int,
    seq = nextval('live_seq')
  WHERE id = p_sailing_id;
  INSERT INTO sailing_claim (
    id, itinerary_id, organisation_id, sailing_id, gate_slot_id, state, plate, vin, lane_cm, weight_kg, reefer_plugs, dangerous_goods,
    made_at, hold_expires_at, holds_vehicle)
  VALUES (
    p_claim_id, p_itinerary_id, p_organisation_id, p_sailing_id, p_gate_slot_id, 'held', p_plate, p_vin, (p_needs ->> 'laneCm')::int, v_weight_kg,
    (p_needs ->> 'reeferPlugs')::int, (p_needs ->> 'dangerousGoods')::int, p_now, p_hold_expires_at, p_holds_vehicle);
END $$;

-- The sea leg of an itinerary that is held: room on the ship and a place at the port's gate, or neither.
CREATE FUNCTION claim_sailing(
  p_claim_id uuid, p_itinerary_id uuid, p_organisation_id text, p_sailing_id uuid, p_gate_slot_id integer, p_needs jsonb,
  p_plate text, p_vin text, p_holds_vehicle boolean, p_now timestamptz, p_hold_expires_at timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM take_sailing(
    p_claim_id, p_itinerary_id, p_organisation_id, p_sailing_id, p_gate_slot_id, p_needs, p_plate, p_vin, p_holds_vehicle, NOT p_holds_vehicle,
    p_now, p_hold_expires_at);
END $$;

-- Held and not expired: confirmed. What was confirmed before stays as it is.
CREATE FUNCTION confirm_sailing_claim(p_itinerary_id uuid, p_now timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- The sailings first: one that is cancelled or leaves meanwhile is waited for.
  PERFORM FROM sailing WHERE id IN (SELECT sailing_id FROM sailing_claim WHERE itinerary_id = p_itinerary_id AND state = 'held') ORDER BY id FOR UPDATE;
  IF EXISTS (SELECT FROM sailing_claim WHERE itinerary_id = p_itinerary_id AND state = 'held' AND hold_expires_at <= p_now) THEN
    PERFORM refuse('HOLD_EXPIRED', 'itineraryId');
  END IF;
  IF EXISTS (
    SELECT FROM sailing_claim c JOIN sailing s ON s.id = c.sailing_id
    WHERE c.itinerary_id = p_itinerary_id AND c.state = 'held' AND (s.state NOT IN ('planned', 'delayed') OR s.expected_departure_at <= p_now)
  ) THEN
    PERFORM refuse('SAILING_NOT_BOOKABLE', 'itineraryId');
  END IF;
  UPDATE sailing_claim SET state = 'confirmed', confirmed_at = p_now WHERE itinerary_id = p_itinerary_id AND state = 'held';
END $$;

-- Cancelled, or expired where it was held too long: its room and its place at the gate are free again. Over already: nothing.
CREATE FUNCTION close_sailing_claim(p_claim_id uuid, p_state text, p_now timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  claim sailing_claim%ROWTYPE;
BEGIN
  SELECT * INTO claim FROM sailing_claim WHERE id = p_claim_id;
  IF NOT FOUND OR claim.state NOT IN ('held', 'confirmed') THEN
    RETURN;
  END IF;
  PERFORM FROM gate_slot WHERE id = claim.gate_slot_id FOR UPDATE;
  PERFORM FROM sailing WHERE id = claim.sailing_id FOR UPDATE;
  UPDATE sailing_claim SET state = p_state, closed_at = CASE p_state WHEN 'expired' THEN hold_expires_at ELSE p_now END
  WHERE id = p_claim_id AND (state = 'held' AND (p_state <> 'expired' OR hold_expires_at <= p_now) OR state = 'confirmed' AND p_state <> 'expired');
  IF NOT FOUND THEN
    RETURN; -- confirmed or closed while this waited
  END IF;
  UPDATE gate_slot SET taken = taken - 1, seq = nextval('live_seq') WHERE id = claim.gate_slot_id;
  UPDATE sailing SET
    lane_cm_taken = lane_cm_taken - claim.lane_cm,
    weight_kg_taken = weight_kg_taken - claim.weight_kg,
    reefer_plugs_taken = reefer_plugs_taken - claim.reefer_plugs,
    dangerous_goods_taken = dangerous_goods_taken - claim.dangerous_goods,
    seq = nextval('live_seq')
  WHERE id = claim.sailing_id;
END $$;

-- As booking's pass_vehicle_on: when the claim that holds the vehicle is over, another one of the itinerary does.
CREATE FUNCTION pass_vehicle_to_claim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE sailing_claim SET holds_vehicle = true
  WHERE id = (SELECT id FROM sailing_claim WHERE itinerary_id = NEW.itinerary_id AND state IN ('held', 'confirmed') ORDER BY made_at, id LIMIT 1);
  RETURN NULL;
END $$;
CREATE TRIGGER itinerary_keeps_vehicle AFTER UPDATE OF state ON sailing_claim FOR EACH ROW
  WHEN (OLD.holds_vehicle AND OLD.state IN ('held', 'confirmed') AND NEW.state NOT IN ('held', 'confirmed'))
  EXECUTE FUNCTION pass_vehicle_to_claim();

-- What becomes of a claim that a standby entry was called to, becomes of the entry, whoever does it.
CREATE FUNCTION standby_follows_claim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE standby_entry SET state = CASE NEW.state WHEN 'confirmed' THEN 'confirmed' WHEN 'cancelled' THEN 'withdrawn' ELSE 'expired' END
  WHERE itinerary_id = NEW.itinerary_id AND state = 'called';
  RETURN NULL;
END $$;
CREATE TRIGGER standby_follows AFTER UPDATE OF state ON sailing_claim FOR EACH ROW
  WHEN (OLD.state = 'held' AND NEW.state <> 'held')
  EXECUTE FUNCTION standby_follows_claim();

-- The claims of a sailing that have no room on it any more: all of one that is cancelled; of one with less water those that no longer fit after the
-- ones confirmed before them, so that the last confirmed lose their room and nobody else; and those whose slot at the gate ends after the cut-off.
CREATE FUNCTION sailing_claims_that_slip(p_sailing_id uuid) RETURNS SETOF uuid LANGUAGE plpgsql STABLE AS $$
DECLARE
  ship_call sailing%ROWTYPE;
  claim record;
BEGIN
  SELECT * INTO ship_call FROM sailing WHERE id = p_sailing_id;
  IF ship_call.state = 'cancelled' THEN
    RETURN QUERY SELECT id FROM sailing_claim WHERE sailing_id = p_sailing_id AND state IN ('held', 'confirmed') ORDER BY confirmed_at NULLS LAST, made_at, id;
    RETURN;
  ELSIF ship_call.state IS NULL OR ship_call.state NOT IN ('planned', 'delayed') THEN
    RETURN;
  END IF;
  ship_call.lane_cm_taken := 0;
  ship_call.weight_kg_taken := 0;
  ship_call.reefer_plugs_taken := 0;
  ship_call.dangerous_goods_taken := 0;
  FOR claim IN
    SELECT c.*, g.ends_at FROM sailing_claim c JOIN gate_slot g ON g.id = c.gate_slot_id
    WHERE c.sailing_id = p_sailing_id AND c.state IN ('held', 'confirmed')
    ORDER BY c.confirmed_at NULLS LAST, c.made_at, c.id
  LOOP
    IF claim.ends_at > ship_call.gate_cutoff_at
      OR ship_call.lane_cm_taken + claim.lane_cm > ship_call.lane_cm
      OR ship_call.weight_kg_taken + claim.weight_kg > ship_call.weight_kg
      OR claim.reefer_plugs > 0 AND ship_call.reefer_plugs_taken + claim.reefer_plugs > ship_call.reefer_plugs
      OR claim.dangerous_goods > 0 AND ship_call.dangerous_goods_taken + claim.dangerous_goods > ship_call.dangerous_goods_places THEN
      RETURN NEXT claim.id;
    ELSE
      ship_call.lane_cm_taken := ship_call.lane_cm_taken + claim.lane_cm;
      ship_call.weight_kg_taken := ship_call.weight_kg_taken + claim.weight_kg;
      ship_call.reefer_plugs_taken := ship_call.reefer_plugs_taken + claim.reefer_plugs;
      ship_call.dangerous_goods_taken := ship_call.dangerous_goods_taken + claim.dangerous_goods;
    END IF;
  END LOOP;
END $$;

-- A sailing and a slot of a gate as the contract shows them (sailingSchema, gateSlotSchema): for the API, for the legs of an itinerary, in one place.
CREATE FUNCTION sailing_json(s sailing) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'id', s.id, 'state', s.state, 'shipId', s.ship_id, 'shipName', p.name, 'fromPortId', s.from_port_id, 'toPortId', s.to_port_id,
    'nauticalMiles', w.nautical_miles,
    'plannedDepartureAt', iso_instant(s.planned_departure_at), 'expectedDepartureAt', iso_instant(s.expected_departure_at),
    'expectedArrivalAt', iso_instant(s.expected_arrival_at), 'arrivalP80At', iso_instant(s.arrival_p80_at),
    'documentCutoffAt', iso_instant(s.document_cutoff_at), 'gateCutoffAt', iso_instant(s.gate_cutoff_at),
    'loadFactor', s.load_factor,
    'places', jsonb_build_object('laneMetres', s.lane_cm / 100.0, 'weightKg', s.weight_kg, 'reeferPlugs', s.reefer_plugs,
      'dangerousGoodsPlaces', s.dangerous_goods_places),
    'taken', jsonb_build_object('laneMetres', s.lane_cm_taken / 100.0, 'weightKg', s.weight_kg_taken, 'reeferPlugs', s.reefer_plugs_taken,
      'dangerousGoodsPlaces', s.dangerous_goods_taken),
    'left', jsonb_build_object('laneMetres', greatest(0, s.lane_cm - s.lane_cm_taken) / 100.0, 'weightKg', greatest(0, s.weight_kg - s.weight_kg_taken),
      'reeferPlugs', greatest(0, s.reefer_plugs - s.reefer_plugs_taken),
      'dangerousGoodsPlaces', greatest(0, s.dangerous_goods_places - s.dangerous_goods_taken)),
    'trucks', (SELECT count(*) FROM sailing_claim c WHERE c.sailing_id = s.id AND c.state IN ('held', 'confirmed', 'ended')),
    'standby', (SELECT count(*) FROM standby_entry e WHERE e.sailing_id = s.id AND e.state = 'waiting'),
    'reason', s.reason, 'source', s.source,
    'assumed', to_jsonb(p.assumed) || CASE WHEN w.is_computed THEN '["nauticalMiles"]' ELSE '[]'::jsonb END || '["cutoffs", "arrivalP80"]',
    'seq', s.seq)
  FROM ship p, sea_way w
  WHERE p.id = s.ship_id AND w.from_port_id = s.from_port_id AND w.to_port_id = s.to_port_id;
$$;
CREATE FUNCTION gate_slot_json(g gate_slot) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'id', g.id, 'portId', g.port_id, 'startsAt', iso_instant(g.starts_at), 'endsAt', iso_instant(g.ends_at),
    'places', g.places, 'taken', g.taken, 'left', g.places - g.taken);
$$;
-- The sea leg of an itinerary (itineraryLegSchema): at the gate in its slot, across with the ship.
CREATE FUNCTION sailing_leg_json(s sailing, g gate_slot) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'kind', 'sailing', 'sailing', sailing_json(s), 'gateSlot', gate_slot_json(g),
    'marginMinutes', round(extract(epoch FROM s.gate_cutoff_at - g.ends_at) / 60),
    'earliestAt', iso_instant(g.starts_at), 'latestAt', iso_instant(g.ends_at),
    'startsAt', iso_instant(s.expected_departure_at), 'endsAt', iso_instant(s.expected_arrival_at));
$$;

-- The times of a sailing that follow from its departures: arrival in the middle and for four of five, and both cut-offs.
-- The band is a share of the time at sea, and wider by a share of the delay: what waits for the weather is less sure of it.
CREATE FUNCTION sailing_times(
  p_ship_id text, p_from_port_id text, p_to_port_id text, p_planned_at timestamptz, p_expected_at timestamptz,
  OUT arrival_at timestamptz, OUT arrival_p80_at timestamptz, OUT document_cutoff_at timestamptz, OUT gate_cutoff_at timestamptz
) LANGUAGE sql STABLE AS $$
  SELECT
    p_expected_at + at_sea, p_expected_at + at_sea * (1 + w.p80_share) + (p_expected_at - p_planned_at) * w.delay_share,
    p_expected_at - make_interval(secs => g.document_cutoff_hours * 3600), p_expected_at - make_interval(secs => g.gate_cutoff_hours * 3600)
  FROM ship p, sea_way w, port_gate g, LATERAL (SELECT make_interval(mins => round(w.nautical_miles / p.speed_knots * 60)::int)) AS s(at_sea)
  WHERE p.id = p_ship_id AND w.from_port_id = p_from_port_id AND w.to_port_id = p_to_port_id AND g.port_id = p_from_port_id;
$$;

CREATE FUNCTION announce_sailing(
  p_id uuid, p_ship_id text, p_from_port_id text, p_to_port_id text, p_departure_at timestamptz, p_source text, p_made_by text, p_now timestamptz
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  carrying ship%ROWTYPE;
  made sailing%ROWTYPE;
BEGIN
  SELECT * INTO carrying FROM ship WHERE id = p_ship_id;
  IF NOT FOUND THEN
    PERFORM refuse('SHIP_NOT_FOUND', 'shipId');
  ELSIF NOT EXISTS (
    SELECT FROM sea_way w JOIN port_gate g ON g.port_id = w.from_port_id WHERE w.from_port_id = p_from_port_id AND w.to_port_id = p_to_port_id
  ) THEN
    PERFORM refuse('SEA_WAY_NOT_FOUND', 'toPortId');
  ELSIF p_departure_at <= p_now THEN
    PERFORM refuse('SAILING_IN_PAST', 'plannedDepartureAt');
  END IF;
  INSERT INTO sailing (
    id, ship_id, from_port_id, to_port_id, state, planned_departure_at, expected_departure_at,
    expected_arrival_at, arrival_p80_at, document_cutoff_at, gate_cutoff_at,
    lane_cm, weight_kg, reefer_plugs, dangerous_goods_places, source, made_by, made_at, seq)
  SELECT
    p_id, p_ship_id, p_from_port_id, p_to_port_id, 'planned', p_departure_at, p_departure_at,
    t.arrival_at, t.arrival_p80_at, t.document_cutoff_at, t.gate_cutoff_at,
    carrying.lane_cm, carrying.weight_kg, carrying.reefer_plugs, carrying.dangerous_goods_places, p_source, p_made_by, p_now, nextval('live_seq')
  FROM sailing_times(p_ship_id, p_from_port_id, p_to_port_id, p_departure_at, p_departure_at) t
  RETURNING * INTO made;
  RETURN sailing_json(made);
END $$;

-- The sailing, locked, if it has not left and is not cancelled.
CREATE FUNCTION lock_open_sailing(p_sailing_id uuid, p_now timestamptz) RETURNS sailing LANGUAGE plpgsql AS $$
DECLARE
  ship_call sailing%ROWTYPE;
BEGIN
  SELECT * INTO ship_call FROM sailing WHERE id = p_sailing_id FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM refuse('SAILING_NOT_FOUND', 'sailingId');
  ELSIF ship_call.state NOT IN ('planned', 'delayed') OR ship_call.expected_departure_at <= p_now THEN
    PERFORM refuse('SAILING_NOT_BOOKABLE', 'sailingId');
  END IF;
  RETURN ship_call;
END $$;

CREATE FUNCTION delay_sailing(p_sailing_id uuid, p_expected_at timestamptz, p_reason text, p_now timestamptz) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  ship_call sailing%ROWTYPE := lock_open_sailing(p_sailing_id, p_now);
BEGIN
  IF p_expected_at <= p_now THEN
    PERFORM refuse('SAILING_IN_PAST', 'expectedDepartureAt');
  ELSIF p_expected_at < ship_call.planned_departure_at THEN
    PERFORM refuse('INVALID_INPUT', 'expectedDepartureAt');
  END IF;
  UPDATE sailing s SET
    state = CASE WHEN p_expected_at > s.planned_departure_at THEN 'delayed' ELSE 'planned' END,
    expected_departure_at = p_expected_at, reason = p_reason, seq = nextval('live_seq'),
    expected_arrival_at = t.arrival_at, arrival_p80_at = t.arrival_p80_at, document_cutoff_at = t.document_cutoff_at, gate_cutoff_at = t.gate_cutoff_at
  FROM sailing_times(ship_call.ship_id, ship_call.from_port_id, ship_call.to_port_id, ship_call.planned_departure_at, p_expected_at) t
  WHERE s.id = p_sailing_id
  RETURNING s.* INTO ship_call;
  RETURN sailing_json(ship_call);
END $$;

-- Low water takes tonnes, not metres. What was sold stays sold: sailing_claims_that_slip names who has no room.
CREATE FUNCTION set_load_factor(p_sailing_id uuid, p_load_factor double precision, p_reason text, p_now timestamptz) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  ship_call sailing%ROWTYPE := lock_open_sailing(p_sailing_id, p_now);
BEGIN
  UPDATE sailing s SET
    load_factor = p_load_factor, weight_kg = floor(p.weight_kg * p_load_factor), reason = p_reason, seq = nextval('live_seq')
  FROM ship p
  WHERE s.id = p_sailing_id AND p.id = s.ship_id
  RETURNING s.* INTO ship_call;
  RETURN sailing_json(ship_call);
END $$;

-- Its claims are left as they are until they are rebooked; who was on its standby list is not.
CREATE FUNCTION cancel_sailing(p_sailing_id uuid, p_reason text, p_now timestamptz) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  ship_call sailing%ROWTYPE := lock_open_sailing(p_sailing_id, p_now);
BEGIN
  UPDATE sailing SET state = 'cancelled', reason = p_reason, seq = nextval('live_seq') WHERE id = p_sailing_id RETURNING * INTO ship_call;
  UPDATE standby_entry SET state = 'ended' WHERE sailing_id = p_sailing_id AND state IN ('waiting', 'called');
  RETURN sailing_json(ship_call);
END $$;

-- At the end of the list. Returns the entry's id: a new one, or the one this key made before.
CREATE FUNCTION join_standby(
  p_entry_id uuid, p_scope text, p_key text, p_request_hash text, p_organisation_id text, p_made_by text, p_sailing_id uuid,
  p_plate text, p_vin text, p_wish jsonb, p_screening jsonb, p_now timestamptz
) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  known jsonb;
  ship_call sailing%ROWTYPE;
BEGIN
  known := take_write_key(p_scope, p_key, p_request_hash, to_jsonb(p_entry_id), p_now);
  IF known IS NOT NULL THEN
    RETURN (known #>> '{}')::uuid;
  END IF;
  PERFORM assert_screened_now(p_screening -> 'versions', p_now);
  IF p_screening ->> 'channel' = 'blocked' THEN
    PERFORM refuse('CARGO_BLOCKED', 'cargo.hsCode');
  END IF;
  -- Under the lock of the sailing, so that a number is drawn in the order in which entries are seen.
  ship_call := lock_open_sailing(p_sailing_id, p_now);
  IF ship_call.document_cutoff_at <= p_now THEN
    PERFORM refuse('SAILING_CUTOFF_PASSED', 'sailingId');
  ELSIF EXISTS (SELECT FROM sailing_claim WHERE plate = p_plate AND state IN ('held', 'confirmed')) THEN
    PERFORM refuse('VEHICLE_ALREADY_BOOKED', 'vehicle.plate');
  ELSIF EXISTS (SELECT FROM sailing_claim WHERE vin = p_vin AND state IN ('held', 'confirmed')) THEN
    PERFORM refuse('VEHICLE_ALREADY_BOOKED', 'vehicle.vin');
  END IF;
  INSERT INTO standby_entry (id, sailing_id, organisation_id, made_by, joined_at, state, plate, vin, wish)
  VALUES (p_entry_id, p_sailing_id, p_organisation_id, p_made_by, p_now, 'waiting', p_plate, p_vin, p_wish);
  UPDATE sailing SET seq = nextval('live_seq') WHERE id = p_sailing_id; -- how many wait is part of it
  RETURN p_entry_id;
END $$;

-- Calls the next truck of a sailing's standby list: the first in the order of joining that fits what is left. It gets a place at the gate, room on the
-- ship and an itinerary of this one leg, all held until the call ends. Who does not fit keeps the place in the list: a ship that is full of plugs alone
-- is not to leave with empty metres behind a truck that needs one. Whose vehicle has got another ship meanwhile is off the list.
--
-- Returns the entry that was called; nothing where nobody is, or where the sailing takes no more.
CREATE FUNCTION call_next_standby(p_sailing_id uuid, p_itinerary_id uuid, p_claim_id uuid, p_now timestamptz) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  gate gate_slot%ROWTYPE;
  ship_call sailing%ROWTYPE;
  entry standby_entry%ROWTYPE;
  v_expires_at timestamptz;
BEGIN
  -- The last slot before the cut-off: who is called from a list may be far away. It begins after the call ends. The gate is locked before the ship; if
  -- another one takes its last place meanwhile, the next round of the job finds another slot.
  SELECT g.* INTO gate FROM sailing s JOIN gate_slot g ON g.port_id = s.from_port_id
  WHERE s.id = p_sailing_id AND g.taken < g.places AND g.starts_at >= standby_call_ends(s, p_now) AND g.ends_at <= s.gate_cutoff_at
  ORDER BY g.starts_at DESC LIMIT 1 FOR UPDATE OF g;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  SELECT * INTO ship_call FROM sailing WHERE id = p_sailing_id FOR UPDATE;
  v_expires_at := standby_call_ends(ship_call, p_now);
  IF ship_call.state NOT IN ('planned', 'delayed') OR v_expires_at IS NULL OR gate.starts_at < v_expires_at OR gate.ends_at > ship_call.gate_cutoff_at THEN
    RETURN NULL;
  END IF;

  UPDATE standby_entry e SET state = 'ended'
  WHERE e.sailing_id = p_sailing_id AND e.state = 'waiting'
    AND EXISTS (SELECT FROM sailing_claim c WHERE c.state IN ('held', 'confirmed') AND (c.plate = e.plate OR c.vin = e.vin));
  SELECT * INTO entry FROM standby_entry e
  WHERE e.sailing_id = p_sailing_id AND e.state = 'waiting' AND full_of(ship_call, sea_needs_of(e.wish)) IS NULL
  ORDER BY e.number LIMIT 1 FOR UPDATE;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;

  INSERT INTO itinerary (
    id, organisation_id, made_by, made_at, state, corridor_id, way_id, is_reversed, ready_at, arrive_by, plate, vin, wish, legs, depart_at,
    arrival_p50_at, arrival_p80_at, distance_km, hold_expires_at)
  SELECT
    p_itinerary_id, entry.organisation_id, entry.made_by, p_now, 'held', way.id, way.id, false, p_now, ship_call.arrival_p80_at, entry.plate, entry.vin,
    entry.wish || jsonb_build_object(
      'corridorId', way.id, 'isReversed', false, 'readyAt', iso_instant(p_now), 'arriveBy', iso_instant(ship_call.arrival_p80_at), 'class', 'general',
      'drivingRules', jsonb_build_object('drivingHours', 9, 'restHours', 11)),
    jsonb_build_array(sailing_leg_json(ship_call, gate)), gate.starts_at,
    ship_call.expected_arrival_at, ship_call.arrival_p80_at, round((w.nautical_miles * 1.852)::numeric, 1), v_expires_at
  FROM sea_way w, LATERAL (SELECT concat_ws('/', 'sea', w.from_port_id, w.to_port_id)) AS way(id)
  WHERE w.from_port_id = ship_call.from_port_id AND w.to_port_id = ship_call.to_port_id;
  PERFORM take_sailing(
    p_claim_id, p_itinerary_id, entry.organisation_id, p_sailing_id, gate.id, sea_needs_of(entry.wish), entry.plate, entry.vin, true, true, p_now, v_expires_at);
  UPDATE standby_entry SET state = 'called', called_at = p_now, call_expires_at = v_expires_at, itinerary_id = p_itinerary_id WHERE id = entry.id;
  RETURN entry.id;
END $$;

-- Whoever was called and did not confirm in time has had the chance: its room is free for the next.
CREATE FUNCTION expire_standby_calls(p_now timestamptz) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  due uuid[];
BEGIN
  due := ARRAY(
    SELECT c.id FROM standby_entry e JOIN sailing_claim c ON c.itinerary_id = e.itinerary_id AND c.state = 'held'
    WHERE e.state IN ('called', 'ended') AND e.call_expires_at <= p_now);
  -- All gate slots before the first sailing: one claim after the other would lock the second's gate after the first's ship.
  PERFORM FROM gate_slot WHERE id IN (SELECT gate_slot_id FROM sailing_claim WHERE id = ANY (due)) ORDER BY id FOR UPDATE;
  PERFORM FROM sailing WHERE id IN (SELECT sailing_id FROM sailing_claim WHERE id = ANY (due)) ORDER BY id FOR UPDATE;
  PERFORM close_sailing_claim(id, 'expired', p_now) FROM unnest(due) AS id;
  UPDATE itinerary SET state = 'expired', closed_at = hold_expires_at
  WHERE id IN (SELECT itinerary_id FROM sailing_claim WHERE id = ANY (due) AND state = 'expired') AND state = 'held';
  RETURN coalesce(array_length(due, 1), 0);
END $$;

-- Off the list; what is held for a truck that was called is free again.
CREATE FUNCTION leave_standby(
  p_entry_id uuid, p_organisation_id text, p_scope text, p_key text, p_request_hash text, p_now timestamptz
) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  known jsonb;
  entry standby_entry%ROWTYPE;
BEGIN
  known := take_write_key(p_scope, p_key, p_request_hash, to_jsonb(p_entry_id), p_now);
  IF known IS NOT NULL THEN
    RETURN p_entry_id;
  END IF;
  -- Without the lock of the sailing, which a call has before that of the entry: so what is called in between is read again.
  LOOP
    SELECT * INTO entry FROM standby_entry WHERE id = p_entry_id AND organisation_id = p_organisation_id;
    IF NOT FOUND THEN
      PERFORM refuse('STANDBY_ENTRY_NOT_FOUND', 'entryId');
    ELSIF entry.state NOT IN ('waiting', 'called') THEN
      PERFORM refuse('STANDBY_NOT_WAITING', 'entryId');
    END IF;
    IF entry.state = 'called' THEN
      PERFORM close_sailing_claim(id, 'cancelled', p_now) FROM sailing_claim WHERE itinerary_id = entry.itinerary_id AND state = 'held';
      EXIT WHEN EXISTS (SELECT FROM standby_entry WHERE id = p_entry_id AND state = 'withdrawn');
    END IF;
    UPDATE standby_entry SET state = 'withdrawn' WHERE id = p_entry_id AND state = 'waiting';
    EXIT WHEN FOUND;
  END LOOP;
  UPDATE itinerary SET state = 'cancelled', closed_at = p_now WHERE id = entry.itinerary_id AND state = 'held';
  RETURN p_entry_id;
END $$;

-- A cancelled sailing keeps its trucks until they are rebooked, and no longer than until it would have arrived: then the vehicle is free.
CREATE FUNCTION end_claims_of_cancelled(p_now timestamptz) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  due uuid[];
BEGIN
  due := ARRAY(
    SELECT c.id FROM sailing s JOIN sailing_claim c ON c.sailing_id = s.id
    WHERE s.state = 'cancelled' AND s.expected_arrival_at <= p_now AND c.state = 'confirmed');
  PERFORM FROM gate_slot WHERE id IN (SELECT gate_slot_id FROM sailing_claim WHERE id = ANY (due)) ORDER BY id FOR UPDATE;
  PERFORM FROM sailing WHERE id IN (SELECT sailing_id FROM sailing_claim WHERE id = ANY (due)) ORDER BY id FOR UPDATE;
  PERFORM close_sailing_claim(id, 'cancelled', p_now) FROM unnest(due) AS id;
  RETURN cardinality(due);
END $$;

-- What the clock does to ships: they leave and arrive as they are expected to, and a list ends with the cut-off of its sailing.
CREATE FUNCTION move_ships(p_now timestamptz) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  due uuid[];
  moved integer;
BEGIN
  due := ARRAY(
    SELECT s.id FROM sailing s
    WHERE s.state IN ('planned', 'delayed') AND s.expected_departure_at <= p_now
      OR s.state = 'departed' AND s.expected_arrival_at <= p_now
      OR s.state IN ('planned', 'delayed') AND s.document_cutoff_at <= p_now
        AND EXISTS (SELECT FROM standby_entry e WHERE e.sailing_id = s.id AND e.state = 'waiting')
    ORDER BY s.id);
  PERFORM FROM sailing WHERE id = ANY (due) ORDER BY id FOR UPDATE;
  UPDATE standby_entry e SET state = 'ended' FROM sailing s
  WHERE e.sailing_id = ANY (due) AND e.state = 'waiting' AND s.id = e.sailing_id AND s.document_cutoff_at <= p_now;
  UPDATE sailing SET state = CASE WHEN expected_arrival_at <= p_now THEN 'arrived' ELSE 'departed' END, seq = nextval('live_seq')
  WHERE id = ANY (due) AND (state IN ('planned', 'delayed') AND expected_departure_at <= p_now OR state = 'departed' AND expected_arrival_at <= p_now);
  GET DIAGNOSTICS moved = ROW_COUNT;
  UPDATE sailing_claim c SET state = 'ended', closed_at = s.expected_arrival_at FROM sailing s
  WHERE c.sailing_id = ANY (due) AND c.state = 'confirmed' AND s.id = c.sailing_id AND s.state = 'arrived';
  RETURN moved;
END $$;
