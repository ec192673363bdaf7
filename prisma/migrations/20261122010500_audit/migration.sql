-- Who changed what, when and why.

-- CreateTable
CREATE TABLE "audit_entry" (
    "number" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_role" TEXT,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "reason" TEXT,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("number")
);

-- CreateIndex
CREATE INDEX "audit_entry_subject_kind_subject_id_number_idx" ON "audit_entry"("subject_kind", "subject_id", "number");

-- CreateIndex
CREATE INDEX "audit_entry_actor_id_number_idx" ON "audit_entry"("actor_id", "number");

-- CreateIndex
CREATE INDEX "audit_entry_at_idx" ON "audit_entry" USING BRIN ("at");

-- By hand from here: what Prisma's language cannot say.

CREATE FUNCTION keep_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit entries are only ever added';
END $$;
CREATE TRIGGER audit_entry_is_kept BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION keep_audit();
CREATE TRIGGER audit_entries_are_kept BEFORE TRUNCATE ON audit_entry EXECUTE FUNCTION keep_audit();

-- Says for whom, when and why the rest of this transaction changes what it changes, and returns the time. So a claim that is one statement says it in the
-- place of its time: arguments are evaluated before the call. The actor is kind/role/id, see server/platform/database/act-as.ts.
CREATE FUNCTION act_as(p_actor text, p_now timestamptz, p_reason text DEFAULT NULL) RETURNS timestamptz LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM set_config('otkel.actor', p_actor, true), set_config('otkel.at', p_now::text, true), set_config('otkel.reason', coalesce(p_reason, ''), true);
  RETURN p_now;
END $$;

-- One entry for a row that was added, changed or removed. Arguments: the kind of the subject, its key columns, and the columns that count (all, if none are named;
-- after a minus all but these). Of a change only the columns that changed.
--
-- Who, when and why are what act_as has said in this transaction; else what the row says of itself (made_by, made_at, reason, and the like); else the role of
-- the database and its clock: never nothing.
--
-- Every hold runs through this: an entry of a booking costs some 40 microseconds of processor, a third of it the row and its indexes. No checks on the table, which
-- nothing else writes: two of them cost 5 more.
CREATE FUNCTION write_audit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_row jsonb := to_jsonb(coalesce(NEW, OLD));
  v_said jsonb := v_row;
  v_columns text[] := string_to_array(ltrim(TG_ARGV[2], '-'), ',');
  v_all_but boolean := TG_ARGV[2] LIKE '-%';
  v_actor text := nullif(current_setting('otkel.actor', true), '');
  v_kind text;
  v_role text;
  v_at timestamptz := nullif(current_setting('otkel.at', true), '')::timestamptz;
  v_before jsonb;
  v_after jsonb;
  v_old jsonb;
  v_id text;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    v_old := to_jsonb(OLD);
    IF v_columns IS NULL OR v_all_but THEN
      SELECT jsonb_object_agg(key, value), jsonb_object_agg(key, v_row -> key) INTO v_before, v_after
      FROM jsonb_each(v_old) WHERE value <> v_row -> key AND (v_columns IS NULL OR key <> ALL (v_columns));
    ELSE
      SELECT jsonb_object_agg(key, v_old -> key), jsonb_object_agg(key, v_row -> key) INTO v_before, v_after
      FROM unnest(v_columns) AS key WHERE v_old -> key <> v_row -> key;
    END IF;
    IF v_before IS NULL THEN
      RETURN NULL;
    END IF;
    v_said := v_after;
  ELSE
    v_after := CASE
      WHEN v_columns IS NULL THEN jsonb_strip_nulls(v_row)
      WHEN v_all_but THEN jsonb_strip_nulls(v_row - v_columns)
      ELSE (SELECT jsonb_object_agg(key, v_row -> key) FROM unnest(v_columns) AS key WHERE v_row ->> key IS NOT NULL) END;
    IF TG_OP = 'DELETE' THEN
      v_before := v_after;
      v_after := NULL;
    END IF;
  END IF;

  IF v_actor IS NOT NULL THEN
    v_kind := split_part(v_actor, '/', 1);
    v_role := split_part(v_actor, '/', 2);
    v_actor := substr(v_actor, length(v_kind) + length(v_role) + 3);
    v_role := nullif(v_role, '');
  ELSE
    SELECT CASE WHEN u.id IS NULL THEN 'job' ELSE 'person' END, value, CASE u.role WHEN 'admin' THEN 'administrator' ELSE m.role END
    INTO v_kind, v_actor, v_role
    FROM jsonb_each_text(v_said) LEFT JOIN "user" u ON u.id = value LEFT JOIN member m ON m.user_id = u.id
    WHERE key LIKE '%\_by' AND value IS NOT NULL AND TG_OP <> 'DELETE' LIMIT 1;
    IF v_actor IS NULL THEN
      v_kind := 'database';
      v_actor := session_user;
    END IF;
  END IF;
  IF v_at IS NULL AND TG_OP <> 'DELETE' THEN
    SELECT value::timestamptz INTO v_at FROM jsonb_each_text(v_said)
    WHERE key IN ('made_at', 'moved_at', 'confirmed_at', 'closed_at', 'ended_at', 'answered_at', 'decided_at') AND value IS NOT NULL
    ORDER BY value DESC LIMIT 1;
  END IF;
  v_id := CASE TG_ARGV[1] LIKE '%,%' WHEN false THEN v_row ->> TG_ARGV[1]
    ELSE (SELECT string_agg(v_row ->> key, '/' ORDER BY place) FROM unnest(string_to_array(TG_ARGV[1], ',')) WITH ORDINALITY AS k(key, place)) END;

  INSERT INTO audit_entry (at, actor_kind, actor_id, actor_role, subject_kind, subject_id, action, before, after, reason)
  VALUES (
    coalesce(v_at, clock_timestamp()), v_kind, v_actor, v_role, TG_ARGV[0], v_id,
    CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'removed' END, v_before, v_after,
    coalesce(nullif(current_setting('otkel.reason', true), ''), v_said ->> 'end_reason', v_said ->> 'reason', v_said ->> 'cause'));
  RETURN NULL;
END $$;

CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON side_capacity FOR EACH ROW
  EXECUTE FUNCTION write_audit('side-capacity', 'checkpoint_id,direction,side,local_hour');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON checkpoint FOR EACH ROW
  EXECUTE FUNCTION write_audit('checkpoint', 'id', 'status,access,opens_at,closes_at,season_from,season_to,slot_minutes');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON closure FOR EACH ROW EXECUTE FUNCTION write_audit('closure', 'id');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON quota FOR EACH ROW EXECUTE FUNCTION write_audit('quota', 'id');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON queue_rule FOR EACH ROW EXECUTE FUNCTION write_audit('queue-rule', 'checkpoint_id');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON shift FOR EACH ROW EXECUTE FUNCTION write_audit('shift', 'id');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON inspection_regime FOR EACH ROW EXECUTE FUNCTION write_audit('regime', 'id');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON regime_checkpoint FOR EACH ROW
  EXECUTE FUNCTION write_audit('regime-checkpoint', 'regime_id,checkpoint_id');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON proposal FOR EACH ROW
  EXECUTE FUNCTION write_audit('proposal', 'id', 'state,checkpoint_id,direction,side,decided_by,decided_at,regime_id,reason');
-- The rows of a list never change under a version, so the version is what is audited.
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON list_version FOR EACH ROW EXECUTE FUNCTION write_audit('list-version', 'id');
CREATE TRIGGER audited AFTER UPDATE OR DELETE ON blocked_consignment FOR EACH ROW EXECUTE FUNCTION write_audit('blocked-consignment', 'id', 'state,decided_by,decided_at,reason,channel,valid_from,valid_to');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON booking_move FOR EACH ROW EXECUTE FUNCTION write_audit('booking-move', 'id');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON round_schedule FOR EACH ROW EXECUTE FUNCTION write_audit('round-schedule', 'id');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON member FOR EACH ROW
  EXECUTE FUNCTION write_audit('member', 'id', 'organisation_id,user_id,role');
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE OF role, banned, ban_reason, ban_expires ON "user" FOR EACH ROW
  EXECUTE FUNCTION write_audit('user', 'id', 'role,banned,ban_reason,ban_expires');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON officer_checkpoint FOR EACH ROW
  EXECUTE FUNCTION write_audit('officer-checkpoint', 'user_id,checkpoint_id');
-- Of bookings what they are claims on, and not their every touch: 26,000 come in with a demo world.
CREATE TRIGGER audited AFTER INSERT OR DELETE ON booking FOR EACH ROW
  EXECUTE FUNCTION write_audit('booking', 'id', '-id,application_id,vin,made_at,hold_expires_at,confirmed_at,closed_at');
CREATE TRIGGER audited_change AFTER UPDATE OF state, slot_id ON booking FOR EACH ROW
  WHEN (OLD.state <> NEW.state OR OLD.slot_id <> NEW.slot_id)
  EXECUTE FUNCTION write_audit('booking', 'id', 'state,slot_id');
