-- What changes a checkpoint's capacity: inspection regimes, shifts, closures that end early; and how often it was changed.

-- AlterTable
ALTER TABLE "checkpoint" ADD COLUMN     "rules_version" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "closure" ADD COLUMN     "ended_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "slot" ADD COLUMN     "kz_lanes" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "neighbour_lanes" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "shift" (
    "id" UUID NOT NULL,
    "checkpoint_id" TEXT NOT NULL,
    "direction" TEXT,
    "side" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "lanes" INTEGER,
    "scanners" INTEGER,
    "bays" INTEGER,
    "reason" TEXT NOT NULL,
    "made_by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "shift_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inspection_regime" (
    "id" UUID NOT NULL,
    "side" TEXT NOT NULL,
    "direction" TEXT,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3),
    "effect" JSONB NOT NULL,
    "scope" JSONB NOT NULL,
    "mix" JSONB NOT NULL,
    "cause" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "template_id" TEXT,
    "proposal_id" UUID,
    "preview_id" UUID,
    "made_by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" TEXT,
    "end_reason" TEXT,

    CONSTRAINT "inspection_regime_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "regime_checkpoint" (
    "regime_id" UUID NOT NULL,
    "checkpoint_id" TEXT NOT NULL,

    CONSTRAINT "regime_checkpoint_pkey" PRIMARY KEY ("regime_id","checkpoint_id")
);

-- CreateTable
CREATE TABLE "regime_template" (
    "id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "side" TEXT NOT NULL,
    "effect" JSONB NOT NULL,
    "hours" INTEGER,
    "observed" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "assumed" TEXT[],

    CONSTRAINT "regime_template_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "shift_checkpoint_id_ends_at_idx" ON "shift"("checkpoint_id", "ends_at");

-- CreateIndex
CREATE INDEX "inspection_regime_starts_at_idx" ON "inspection_regime"("starts_at");

-- CreateIndex
CREATE INDEX "regime_checkpoint_checkpoint_id_idx" ON "regime_checkpoint"("checkpoint_id");

-- AddForeignKey
ALTER TABLE "shift" ADD CONSTRAINT "shift_checkpoint_id_fkey" FOREIGN KEY ("checkpoint_id") REFERENCES "checkpoint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "regime_checkpoint" ADD CONSTRAINT "regime_checkpoint_regime_id_fkey" FOREIGN KEY ("regime_id") REFERENCES "inspection_regime"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "regime_checkpoint" ADD CONSTRAINT "regime_checkpoint_checkpoint_id_fkey" FOREIGN KEY ("checkpoint_id") REFERENCES "checkpoint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand from here: what Prisma's language cannot say.

ALTER TABLE "shift"
  ADD CONSTRAINT "shift_period" CHECK ("starts_at" < "ends_at"),
  ADD CONSTRAINT "shift_side" CHECK ("side" IN ('kz', 'neighbour')),
  ADD CONSTRAINT "shift_direction" CHECK ("direction" IN ('out', 'in')),
  ADD CONSTRAINT "shift_servers" CHECK (least("lanes", "scanners", "bays") >= 0);
ALTER TABLE "inspection_regime"
  ADD CONSTRAINT "regime_period" CHECK ("starts_at" < "ends_at"),
  ADD CONSTRAINT "regime_side" CHECK ("side" IN ('kz', 'neighbour')),
  ADD CONSTRAINT "regime_direction" CHECK ("direction" IN ('out', 'in'));

-- As JavaScript counts time.
CREATE FUNCTION ms_of(p_at timestamptz) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT (extract(epoch FROM p_at) * 1000)::bigint;
$$;

-- The rules of a checkpoint as server/corridors/rules/checkpoint-rules.ts has them, with the periods that were not over at an instant.
CREATE FUNCTION rules_of(c checkpoint, p_since timestamptz) RETURNS json LANGUAGE sql STABLE AS $$
  SELECT json_build_object(
    'id', c.id, 'neighbour', c.neighbour, 'access', c.access, 'lat', c.lat, 'lon', c.lon, 'kzZone', c.kz_zone,
    'neighbourZone', c.neighbour_zone, 'status', c.status, 'opensAt', c.opens_at, 'closesAt', c.closes_at,
    'seasonFrom', c.season_from, 'seasonTo', c.season_to, 'slotMinutes', c.slot_minutes, 'rulesVersion', c.rules_version,
    'hours', (
      SELECT json_object_agg(d.direction, (
        SELECT json_object_agg(s.side, (
          SELECT json_agg(CASE WHEN r.lanes IS NOT NULL THEN json_build_object(
            'lanes', r.lanes, 'scanners', r.scanners, 'bays', r.bays, 'documentMinutes', r.document_minutes,
            'scanMinutes', r.scan_minutes, 'examinationMinutes', r.examination_minutes, 'scanShare', r.scan_share,
            'examinationShare', r.examination_share) END ORDER BY h.hour)
          FROM generate_series(0, 23) h (hour)
          LEFT JOIN side_capacity r ON r.checkpoint_id = c.id AND r.direction = d.direction AND r.side = s.side AND r.local_hour = h.hour))
        FROM (VALUES ('kz'), ('neighbour')) s (side)))
      FROM (VALUES ('out'), ('in')) d (direction)),
    'closures', (
      SELECT coalesce(json_agg(json_build_object(
        'id', id, 'direction', direction, 'startsAtMs', ms_of(starts_at), 'endsAtMs', ms_of(least(ends_at, ended_at))) ORDER BY made_at, id), '[]')
      FROM closure
      WHERE checkpoint_id = c.id AND ends_at > p_since AND least(ends_at, ended_at) > greatest(p_since, starts_at)),
    'shifts', (
      SELECT coalesce(json_agg(json_build_object(
        'id', id, 'direction', direction, 'side', side, 'startsAtMs', ms_of(starts_at), 'endsAtMs', ms_of(least(ends_at, ended_at)),
        'open', json_strip_nulls(json_build_object('lanes', lanes, 'scanners', scanners, 'bays', bays))) ORDER BY made_at, id), '[]')
      FROM shift
      WHERE checkpoint_id = c.id AND ends_at > p_since AND least(ends_at, ended_at) > greatest(p_since, starts_at)),
    'regimes', (
      SELECT coalesce(json_agg(json_build_object(
        'id', id, 'direction', direction, 'side', side, 'startsAtMs', ms_of(starts_at), 'endsAtMs', ms_of(least(ends_at, ended_at)),
        'effect', effect, 'mix', mix) ORDER BY made_at, id), '[]')
      FROM inspection_regime JOIN regime_checkpoint ON regime_id = id
      WHERE checkpoint_id = c.id AND (least(ends_at, ended_at) IS NULL OR least(ends_at, ended_at) > greatest(p_since, starts_at))));
$$;

-- What is open in the slots of today and later; from here on the job that keeps them says it, with shifts and regimes.
UPDATE slot s SET
  kz_lanes = coalesce((
    SELECT lanes FROM side_capacity r
    WHERE r.checkpoint_id = s.checkpoint_id AND r.direction = s.direction AND r.side = 'kz'
      AND r.local_hour = extract(hour FROM s.starts_at AT TIME ZONE c.kz_zone)), 0),
  neighbour_lanes = coalesce((
    SELECT lanes FROM side_capacity r
    WHERE r.checkpoint_id = s.checkpoint_id AND r.direction = s.direction AND r.side = 'neighbour'
      AND r.local_hour = extract(hour FROM s.starts_at AT TIME ZONE c.neighbour_zone)), 0)
FROM checkpoint c
WHERE c.id = s.checkpoint_id AND s.ends_at > now() AND coalesce(s.closed_because, 'no-lanes') = 'no-lanes';

-- As in 20261122000100_queues, but that the lanes are those of the present slot, with shifts and regimes, or of the next where none is under way.
-- Writes the status of a queue anew, whole, from its passages, bookings and slots; so it cannot drift from them. Called with every event, and by a
-- job each minute, since the last hour, the trucks expected and the open lanes change where nothing happens.
CREATE OR REPLACE FUNCTION refresh_queue_status(
  p_checkpoint_id text, p_direction text, p_now timestamptz, p_event_at timestamptz DEFAULT NULL, p_simulated_at timestamptz DEFAULT NULL
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  present slot%ROWTYPE;
  is_closed boolean;
  row queue_status%ROWTYPE;
BEGIN
  INSERT INTO queue_status (checkpoint_id, direction, seq, as_of) VALUES (p_checkpoint_id, p_direction, 0, p_now) ON CONFLICT DO NOTHING;
  -- A statement of its own: what is counted below is seen only after the lock.
  PERFORM FROM queue_status WHERE checkpoint_id = p_checkpoint_id AND direction = p_direction FOR UPDATE;
  SELECT * INTO present FROM slot
  WHERE checkpoint_id = p_checkpoint_id AND direction = p_direction AND starts_at > p_now - interval '1 day' AND ends_at > p_now
  ORDER BY starts_at LIMIT 1;
  is_closed := present.closed_because IS NOT NULL AND present.starts_at <= p_now;

  UPDATE queue_status q SET
    seq = nextval('live_seq'), as_of = p_now,
    last_event_at = greatest(q.last_event_at, p_event_at), last_simulated_at = greatest(q.last_simulated_at, p_simulated_at),
    source = CASE
      WHEN greatest(q.last_simulated_at, p_simulated_at) > p_now - interval '24 hours' THEN 'simulated'
      WHEN greatest(q.last_event_at, p_event_at) > p_now - interval '24 hours' THEN 'gate' END,
    waiting = t.waiting, called = t.called, strip = t.strip, oldest_arrived_at = t.oldest_arrived_at,
    first_at_post = t.first_at_post, first_documents = t.first_documents, first_scan = t.first_scan, first_examination = t.first_examination,
    second_at_post = t.second_at_post, second_documents = t.second_documents, second_scan = t.second_scan,
    second_examination = t.second_examination,
    cleared_last_hour = (
      SELECT count(*) FROM passage
      WHERE checkpoint_id = p_checkpoint_id AND direction = p_direction AND cleared_at > p_now - interval '1 hour'),
    expected = (
      SELECT count(*) FROM slot s JOIN booking b ON b.slot_id = s.id AND b.state = 'confirmed'
      LEFT JOIN passage p ON p.booking_id = b.id
      WHERE s.checkpoint_id = p_checkpoint_id AND s.direction = p_direction
        AND s.starts_at > p_now - interval '2 days' AND s.starts_at < p_now + interval '6 hours'
        AND coalesce(p.state, 'expected') = 'expected'),
    kz_lanes = CASE WHEN is_closed THEN 0 ELSE coalesce(present.kz_lanes, 0) END,
    neighbour_lanes = CASE WHEN is_closed THEN 0 ELSE coalesce(present.neighbour_lanes, 0) END,
    scheduled_per_hour = CASE WHEN is_closed THEN 0 ELSE
      coalesce(present.total_places * 3600 / extract(epoch FROM present.ends_at - present.starts_at), 0) END
  FROM (
    SELECT
      count(*) FILTER (WHERE state = 'arrived') AS waiting,
      count(*) FILTER (WHERE state = 'called') AS called,
      count(*) FILTER (WHERE state = 'strip') AS strip,
      count(*) FILTER (WHERE state = 'at-post' AND post = 'first') AS first_at_post,
      count(*) FILTER (WHERE state = 'documents' AND post = 'first') AS first_documents,
      count(*) FILTER (WHERE state = 'scan' AND post = 'first') AS first_scan,
      count(*) FILTER (WHERE state = 'examination' AND post = 'first') AS first_examination,
      count(*) FILTER (WHERE state = 'at-post' AND post = 'second') AS second_at_post,
      count(*) FILTER (WHERE state = 'documents' AND post = 'second') AS second_documents,
      count(*) FILTER (WHERE state = 'scan' AND post = 'second') AS second_scan,
      count(*) FILTER (WHERE state = 'examination' AND post = 'second') AS second_examination,
      min(arrived_at) FILTER (WHERE state = 'arrived') AS oldest_arrived_at
    FROM passage WHERE checkpoint_id = p_checkpoint_id AND direction = p_direction AND ended_at IS NULL
  ) t
  WHERE q.checkpoint_id = p_checkpoint_id AND q.direction = p_direction
  RETURNING q.* INTO row;
  RETURN show_queue_status(row);
END $$;

-- As in 20261122000100_queues, and a closure that was ended counts until then.
CREATE OR REPLACE FUNCTION closed_for(p_checkpoint_id text, p_direction text, p_from timestamptz, p_to timestamptz) RETURNS interval
LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(upper(period) - lower(period)), interval '0')
  FROM unnest((
    SELECT range_agg(tstzrange(starts_at, least(ends_at, ended_at)) * tstzrange(p_from, p_to)) FROM closure
    WHERE checkpoint_id = p_checkpoint_id AND (direction IS NULL OR direction = p_direction)
      AND least(ends_at, ended_at) > greatest(p_from, starts_at) AND starts_at < p_to
  )) AS period;
$$;

-- Whoever changes what a checkpoint can take makes its version grow, so that a preview knows that it is stale: the API, the seed, a hand in psql.
CREATE FUNCTION rules_have_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE checkpoint SET rules_version = rules_version + 1 WHERE id IN (SELECT checkpoint_id FROM changed);
  RETURN NULL;
END $$;
DO $$
DECLARE
  tab text;
BEGIN
  -- By statement and not by row: the seed writes 3,552 rows of calendar.
  FOREACH tab IN ARRAY ARRAY['side_capacity', 'closure', 'shift', 'regime_checkpoint'] LOOP
    EXECUTE format('CREATE TRIGGER rules_change_by_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS changed EXECUTE FUNCTION rules_have_changed()', tab);
    EXECUTE format('CREATE TRIGGER rules_change_by_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed EXECUTE FUNCTION rules_have_changed()', tab);
    EXECUTE format('CREATE TRIGGER rules_change_by_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS changed EXECUTE FUNCTION rules_have_changed()', tab);
  END LOOP;
END $$;

CREATE FUNCTION regime_has_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE checkpoint SET rules_version = rules_version + 1 WHERE id IN (SELECT checkpoint_id FROM regime_checkpoint WHERE regime_id = NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER rules_change_by_update AFTER UPDATE ON inspection_regime FOR EACH ROW EXECUTE FUNCTION regime_has_changed();

CREATE FUNCTION hours_have_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.rules_version := OLD.rules_version + 1;
  RETURN NEW;
END $$;
CREATE TRIGGER rules_change_by_hours BEFORE UPDATE ON checkpoint FOR EACH ROW
WHEN ((OLD.status, OLD.opens_at, OLD.closes_at, OLD.season_from, OLD.season_to, OLD.slot_minutes, OLD.kz_zone, OLD.neighbour_zone)
  IS DISTINCT FROM (NEW.status, NEW.opens_at, NEW.closes_at, NEW.season_from, NEW.season_to, NEW.slot_minutes, NEW.kz_zone, NEW.neighbour_zone))
EXECUTE FUNCTION hours_have_changed();

-- The checkpoints that a change of shared/contract/changes.ts names, in order of id; none where what it is to end is not there.
CREATE FUNCTION checkpoints_of_change(p_change jsonb) RETURNS SETOF text LANGUAGE sql STABLE AS $$
  SELECT DISTINCT id FROM (
    SELECT jsonb_array_elements_text(p_change #> '{regime,checkpointIds}') AS id
    UNION ALL SELECT p_change ->> 'checkpointId'
    UNION ALL SELECT p_change ->> 'fromCheckpointId'
    UNION ALL SELECT p_change ->> 'toCheckpointId'
    UNION ALL SELECT checkpoint_id FROM regime_checkpoint WHERE regime_id = (p_change ->> 'regimeId')::uuid
    UNION ALL SELECT checkpoint_id FROM closure WHERE id = (p_change ->> 'closureId')::uuid
    UNION ALL SELECT checkpoint_id FROM shift WHERE id = (p_change ->> 'shiftId')::uuid
  ) named WHERE id IS NOT NULL ORDER BY id;
$$;

/*
 * Writes the rows of a change; server/corridors/rules/with-change.ts does the same to the rules. The caller moves bookings and writes places.
 * Takes its checkpoints in order of id. What ends "now" ends at the moment for which the preview was computed, so that places are those previewed.
 *
 * Returns the regime, closure or shift that it made or ended; null for hours, calendar and transfer.
 */
CREATE FUNCTION apply_change(p_change jsonb, p_mix jsonb, p_preview_id uuid, p_made_by text, p_now timestamptz) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  kind text := p_change ->> 'kind';
  named text[] := ARRAY(SELECT checkpoints_of_change(p_change));
  starts timestamptz := (p_change ->> 'startsAt')::timestamptz;
  ends timestamptz := (p_change ->> 'endsAt')::timestamptz;
  way text := p_change ->> 'direction';
  reason_given text := p_change ->> 'reason';
  as_of timestamptz := coalesce((SELECT made_at FROM preview WHERE id = p_preview_id), p_now);
  draft jsonb;
  set_to jsonb;
  made uuid;
BEGIN
  PERFORM FROM checkpoint WHERE id = ANY (named) ORDER BY id FOR NO KEY UPDATE;
  IF (SELECT count(*) FROM checkpoint WHERE id = ANY (named)) < cardinality(named) THEN
    PERFORM refuse('CHECKPOINT_NOT_FOUND', 'change.checkpointId');
  END IF;
  -- Of a transfer, too, though it changes no rules: another preview has counted on the same places.
  UPDATE checkpoint SET rules_version = rules_version + 1 WHERE id = ANY (named);

  CASE kind
  WHEN 'regime' THEN
    draft := p_change -> 'regime';
    INSERT INTO inspection_regime (
      id, side, direction, starts_at, ends_at, effect, scope, mix, cause, source, template_id, proposal_id, preview_id, made_by, made_at)
    VALUES (
      gen_random_uuid(), draft ->> 'side', draft ->> 'direction', (draft ->> 'startsAt')::timestamptz, (draft ->> 'endsAt')::timestamptz,
      draft -> 'effect', draft -> 'scope', coalesce(p_mix, '{"inScopeShare": 1, "channels": {"green": 1, "yellow": 0, "red": 0}, "trucks": 0}'),
      draft ->> 'cause', draft ->> 'source', draft ->> 'templateId', (draft ->> 'proposalId')::uuid, p_preview_id, p_made_by, p_now)
    RETURNING id INTO made;
    INSERT INTO regime_checkpoint (regime_id, checkpoint_id) SELECT made, unnest(named);
  WHEN 'end-regime' THEN
    UPDATE inspection_regime SET ended_at = coalesce(ends, as_of), ended_by = p_made_by, end_reason = reason_given
    WHERE id = (p_change ->> 'regimeId')::uuid AND (least(ends_at, ended_at) IS NULL OR least(ends_at, ended_at) > as_of)
    RETURNING id INTO made;
    IF made IS NULL THEN PERFORM refuse('REGIME_NOT_FOUND', 'change.regimeId'); END IF;
  WHEN 'closure' THEN
    INSERT INTO closure (id, checkpoint_id, direction, starts_at, ends_at, reason, made_by, made_at)
    VALUES (gen_random_uuid(), named[1], way, starts, ends, reason_given, p_made_by, p_now) RETURNING id INTO made;
  WHEN 'end-closure' THEN
    UPDATE closure SET ended_at = as_of WHERE id = (p_change ->> 'closureId')::uuid AND least(ends_at, ended_at) > as_of RETURNING id INTO made;
    IF made IS NULL THEN PERFORM refuse('CLOSURE_NOT_FOUND', 'change.closureId'); END IF;
  WHEN 'shift' THEN
    INSERT INTO shift (id, checkpoint_id, direction, side, starts_at, ends_at, lanes, scanners, bays, reason, made_by, made_at)
    VALUES (
      gen_random_uuid(), named[1], way, p_change ->> 'side', starts, ends, (p_change #> '{open,lanes}')::int, (p_change #> '{open,scanners}')::int,
      (p_change #> '{open,bays}')::int, reason_given, p_made_by, p_now)
    RETURNING id INTO made;
  WHEN 'end-shift' THEN
    UPDATE shift SET ended_at = as_of WHERE id = (p_change ->> 'shiftId')::uuid AND least(ends_at, ended_at) > as_of RETURNING id INTO made;
    IF made IS NULL THEN PERFORM refuse('SHIFT_NOT_FOUND', 'change.shiftId'); END IF;
  WHEN 'hours' THEN
    UPDATE checkpoint SET
      status = p_change ->> 'status', opens_at = p_change #>> '{hours,opensAt}', closes_at = p_change #>> '{hours,closesAt}',
      season_from = p_change #>> '{season,from}', season_to = p_change #>> '{season,to}'
    WHERE id = named[1];
  WHEN 'calendar' THEN
    set_to := p_change -> 'set';
    UPDATE side_capacity SET
      lanes = coalesce((set_to -> 'lanes')::int, lanes), scanners = coalesce((set_to -> 'scanners')::int, scanners),
      bays = coalesce((set_to -> 'bays')::int, bays), document_minutes = coalesce((set_to -> 'documentMinutes')::float8, document_minutes),
      scan_minutes = coalesce((set_to -> 'scanMinutes')::float8, scan_minutes),
      examination_minutes = coalesce((set_to -> 'examinationMinutes')::float8, examination_minutes),
      scan_share = coalesce((set_to -> 'scanShare')::float8, scan_share),
      examination_share = coalesce((set_to -> 'examinationShare')::float8, examination_share),
      -- What the authority sets is no assumption of ours any more.
      assumed = ARRAY(SELECT name FROM unnest(assumed) name WHERE NOT set_to ? name)
    WHERE checkpoint_id = named[1] AND side = p_change ->> 'side' AND (way IS NULL OR direction = way)
      AND CASE WHEN (p_change -> 'fromLocalHour')::int <= (p_change -> 'toLocalHour')::int
        THEN local_hour BETWEEN (p_change -> 'fromLocalHour')::int AND (p_change -> 'toLocalHour')::int
        ELSE local_hour >= (p_change -> 'fromLocalHour')::int OR local_hour <= (p_change -> 'toLocalHour')::int END;
  WHEN 'transfer' THEN NULL;
  END CASE;
  RETURN made;
END $$;
