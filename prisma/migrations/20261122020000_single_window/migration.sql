-- The tables of whole ways, ships, the carrier's desk, notices and published fairness. Their functions stand in the migrations after this one.

-- AlterTable
ALTER TABLE "application" ADD COLUMN     "framework_contract_id" UUID,
ADD COLUMN     "framework_day" DATE;

-- AlterTable
ALTER TABLE "booking" ADD COLUMN     "holds_vehicle" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "itinerary_id" UUID,
ADD COLUMN     "leg" INTEGER;

-- CreateTable
CREATE TABLE "town" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "lat" DOUBLE PRECISION NOT NULL,
    "lon" DOUBLE PRECISION NOT NULL,
    "zone" TEXT NOT NULL,

    CONSTRAINT "town_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "road" (
    "from_id" TEXT NOT NULL,
    "to_id" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "distance_km" DOUBLE PRECISION NOT NULL,
    "driving_hours" DOUBLE PRECISION NOT NULL,
    "is_estimated" BOOLEAN NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "road_pkey" PRIMARY KEY ("from_id","to_id")
);

-- CreateTable
CREATE TABLE "corridor" (
    "id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "from_town_id" TEXT NOT NULL,
    "to_id" TEXT NOT NULL,

    CONSTRAINT "corridor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "corridor_way" (
    "id" TEXT NOT NULL,
    "corridor_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "node_ids" TEXT[],

    CONSTRAINT "corridor_way_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ship" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "lane_cm" INTEGER NOT NULL,
    "weight_kg" INTEGER NOT NULL,
    "reefer_plugs" INTEGER NOT NULL,
    "dangerous_goods_places" INTEGER NOT NULL,
    "speed_knots" DOUBLE PRECISION NOT NULL,
    "assumed" TEXT[],
    "source" TEXT NOT NULL,

    CONSTRAINT "ship_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sailing" (
    "id" UUID NOT NULL,
    "ship_id" TEXT NOT NULL,
    "from_port_id" TEXT NOT NULL,
    "to_port_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "planned_departure_at" TIMESTAMPTZ(3) NOT NULL,
    "expected_departure_at" TIMESTAMPTZ(3) NOT NULL,
    "expected_arrival_at" TIMESTAMPTZ(3) NOT NULL,
    "arrival_p80_at" TIMESTAMPTZ(3) NOT NULL,
    "document_cutoff_at" TIMESTAMPTZ(3) NOT NULL,
    "gate_cutoff_at" TIMESTAMPTZ(3) NOT NULL,
    "load_factor" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "lane_cm" INTEGER NOT NULL,
    "weight_kg" INTEGER NOT NULL,
    "reefer_plugs" INTEGER NOT NULL,
    "dangerous_goods_places" INTEGER NOT NULL,
    "lane_cm_taken" INTEGER NOT NULL DEFAULT 0,
    "weight_kg_taken" INTEGER NOT NULL DEFAULT 0,
    "reefer_plugs_taken" INTEGER NOT NULL DEFAULT 0,
    "dangerous_goods_taken" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT,
    "source" TEXT NOT NULL,
    "made_by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "seq" BIGINT NOT NULL,

    CONSTRAINT "sailing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gate_slot" (
    "id" SERIAL NOT NULL,
    "port_id" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "places" INTEGER NOT NULL,
    "taken" INTEGER NOT NULL DEFAULT 0,
    "seq" BIGINT NOT NULL,

    CONSTRAINT "gate_slot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sailing_claim" (
    "id" UUID NOT NULL,
    "itinerary_id" UUID NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "sailing_id" UUID NOT NULL,
    "gate_slot_id" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "plate" TEXT NOT NULL,
    "vin" TEXT NOT NULL,
    "lane_cm" INTEGER NOT NULL,
    "weight_kg" INTEGER NOT NULL,
    "reefer_plugs" INTEGER NOT NULL,
    "dangerous_goods" INTEGER NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "hold_expires_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "holds_vehicle" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "sailing_claim_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "standby_entry" (
    "id" UUID NOT NULL,
    "number" BIGSERIAL NOT NULL,
    "sailing_id" UUID NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "made_by" TEXT NOT NULL,
    "joined_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "plate" TEXT NOT NULL,
    "vin" TEXT NOT NULL,
    "wish" JSONB NOT NULL,
    "called_at" TIMESTAMPTZ(3),
    "call_expires_at" TIMESTAMPTZ(3),
    "itinerary_id" UUID,

    CONSTRAINT "standby_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "itinerary" (
    "id" UUID NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "made_by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "corridor_id" TEXT NOT NULL,
    "way_id" TEXT NOT NULL,
    "is_reversed" BOOLEAN NOT NULL,
    "ready_at" TIMESTAMPTZ(3) NOT NULL,
    "arrive_by" TIMESTAMPTZ(3) NOT NULL,
    "plate" TEXT NOT NULL,
    "vin" TEXT NOT NULL,
    "wish" JSONB NOT NULL,
    "legs" JSONB NOT NULL,
    "depart_at" TIMESTAMPTZ(3) NOT NULL,
    "arrival_p50_at" TIMESTAMPTZ(3) NOT NULL,
    "arrival_p80_at" TIMESTAMPTZ(3) NOT NULL,
    "distance_km" DOUBLE PRECISION NOT NULL,
    "hold_expires_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "itinerary_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "itinerary_repair" (
    "id" UUID NOT NULL,
    "itinerary_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "slipped_leg" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "legs" JSONB NOT NULL,
    "new_booking_ids" UUID[],
    "replaced_booking_ids" UUID[],
    "new_claim_id" UUID,
    "replaced_claim_id" UUID,
    "arrival_p50_at" TIMESTAMPTZ(3),
    "arrival_p80_at" TIMESTAMPTZ(3),
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "itinerary_repair_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fleet_unit" (
    "id" UUID NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "plate" TEXT NOT NULL,
    "vin" TEXT,
    "country" TEXT NOT NULL,
    "length_cm" INTEGER,
    "is_reefer" BOOLEAN NOT NULL DEFAULT false,
    "note" TEXT,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "fleet_unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "driver" (
    "id" UUID NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "phone" TEXT,
    "licence_number" TEXT,
    "language" TEXT NOT NULL DEFAULT 'ru',
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "driver_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "start" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "made_by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "application_draft" (
    "id" UUID NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "made_by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "rows" INTEGER NOT NULL,
    "good" JSONB NOT NULL,
    "problems" JSONB NOT NULL,
    "submitted" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "application_draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "framework_contract" (
    "id" UUID NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "made_by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "name" TEXT NOT NULL,
    "checkpoint_id" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "trucks_per_day" INTEGER NOT NULL,
    "weekdays" INTEGER[],
    "from_time" TEXT NOT NULL,
    "to_time" TEXT NOT NULL,
    "is_flexible" BOOLEAN NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE NOT NULL,
    "cargo" JSONB NOT NULL,
    "unit_ids" UUID[],

    CONSTRAINT "framework_contract_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "framework_day" (
    "contract_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "wanted" INTEGER NOT NULL,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT,

    CONSTRAINT "framework_day_pkey" PRIMARY KEY ("contract_id","day")
);

-- CreateTable
CREATE TABLE "booking_change" (
    "id" UUID NOT NULL,
    "number" BIGSERIAL NOT NULL,
    "booking_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "made_by" TEXT NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "proof" JSONB,

    CONSTRAINT "booking_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conduct_entry" (
    "id" UUID NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "booking_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "points" DOUBLE PRECISION NOT NULL,
    "state" TEXT NOT NULL,
    "excuse" TEXT,
    "appeal" TEXT,
    "appealed_at" TIMESTAMPTZ(3),
    "appealed_by" TEXT,
    "decision" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" TEXT,

    CONSTRAINT "conduct_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "waitlist_entry" (
    "application_id" UUID NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "checkpoint_id" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "earliest_at" TIMESTAMPTZ(3) NOT NULL,
    "latest_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "joined_at" TIMESTAMPTZ(3) NOT NULL,
    "booking_id" UUID,
    "missed" INTEGER NOT NULL DEFAULT 0,
    "draw_number" BIGINT,

    CONSTRAINT "waitlist_entry_pkey" PRIMARY KEY ("application_id")
);

-- CreateTable
CREATE TABLE "waitlist_draw" (
    "number" BIGSERIAL NOT NULL,
    "slot_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "seed" TEXT NOT NULL,
    "candidates" INTEGER NOT NULL,
    "application_id" UUID NOT NULL,

    CONSTRAINT "waitlist_draw_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "calendar_link" (
    "organisation_id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "made_by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "calendar_link_pkey" PRIMARY KEY ("organisation_id")
);

-- CreateTable
CREATE TABLE "notice_event" (
    "number" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "batch_id" UUID,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "notice_event_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "notice_batch" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "limit" INTEGER NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" TEXT,

    CONSTRAINT "notice_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice" (
    "id" UUID NOT NULL,
    "event_number" BIGINT NOT NULL,
    "user_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "in_app" BOOLEAN NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "email_state" TEXT NOT NULL,
    "email_tries" INTEGER NOT NULL DEFAULT 0,
    "email_next_at" TIMESTAMPTZ(3),
    "email_error" TEXT,
    "seq" BIGINT NOT NULL,

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice_preference" (
    "user_id" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "kinds" JSONB NOT NULL,

    CONSTRAINT "notice_preference_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "webhook" (
    "id" UUID NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "kinds" TEXT[],
    "state" TEXT NOT NULL,
    "made_by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "failing_since" TIMESTAMPTZ(3),
    "last_success_at" TIMESTAMPTZ(3),
    "last_failure" TEXT,

    CONSTRAINT "webhook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_delivery" (
    "id" UUID NOT NULL,
    "webhook_id" UUID NOT NULL,
    "event_number" BIGINT,
    "kind" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "next_attempt_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "last_status" INTEGER,
    "last_error" TEXT,

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fairness_week" (
    "checkpoint_id" TEXT NOT NULL,
    "week_starts_on" DATE NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "figures" JSONB NOT NULL,

    CONSTRAINT "fairness_week_pkey" PRIMARY KEY ("checkpoint_id","week_starts_on")
);

-- CreateIndex
CREATE INDEX "corridor_way_corridor_id_idx" ON "corridor_way"("corridor_id");

-- CreateIndex
CREATE INDEX "sailing_expected_departure_at_idx" ON "sailing"("expected_departure_at");

-- CreateIndex
CREATE UNIQUE INDEX "gate_slot_port_id_starts_at_key" ON "gate_slot"("port_id", "starts_at");

-- CreateIndex
CREATE INDEX "sailing_claim_sailing_id_state_idx" ON "sailing_claim"("sailing_id", "state");

-- CreateIndex
CREATE INDEX "sailing_claim_itinerary_id_idx" ON "sailing_claim"("itinerary_id");

-- CreateIndex
CREATE UNIQUE INDEX "standby_entry_number_key" ON "standby_entry"("number");

-- CreateIndex
CREATE INDEX "standby_entry_sailing_id_state_number_idx" ON "standby_entry"("sailing_id", "state", "number");

-- CreateIndex
CREATE INDEX "standby_entry_organisation_id_joined_at_idx" ON "standby_entry"("organisation_id", "joined_at");

-- CreateIndex
CREATE INDEX "itinerary_organisation_id_made_at_id_idx" ON "itinerary"("organisation_id", "made_at", "id");

-- CreateIndex
CREATE INDEX "itinerary_repair_itinerary_id_made_at_idx" ON "itinerary_repair"("itinerary_id", "made_at");

-- CreateIndex
CREATE INDEX "itinerary_repair_state_expires_at_idx" ON "itinerary_repair"("state", "expires_at");

-- CreateIndex
CREATE INDEX "fleet_unit_organisation_id_added_at_id_idx" ON "fleet_unit"("organisation_id", "added_at", "id");

-- CreateIndex
CREATE INDEX "driver_organisation_id_added_at_id_idx" ON "driver"("organisation_id", "added_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- CreateIndex
CREATE INDEX "api_key_organisation_id_idx" ON "api_key"("organisation_id");

-- CreateIndex
CREATE INDEX "application_draft_organisation_id_made_at_id_idx" ON "application_draft"("organisation_id", "made_at", "id");

-- CreateIndex
CREATE INDEX "framework_contract_organisation_id_made_at_id_idx" ON "framework_contract"("organisation_id", "made_at", "id");

-- CreateIndex
CREATE INDEX "framework_contract_checkpoint_id_direction_state_idx" ON "framework_contract"("checkpoint_id", "direction", "state");

-- CreateIndex
CREATE UNIQUE INDEX "booking_change_number_key" ON "booking_change"("number");

-- CreateIndex
CREATE INDEX "booking_change_booking_id_number_idx" ON "booking_change"("booking_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "conduct_entry_booking_id_key" ON "conduct_entry"("booking_id");

-- CreateIndex
CREATE INDEX "conduct_entry_organisation_id_at_idx" ON "conduct_entry"("organisation_id", "at");

-- CreateIndex
CREATE INDEX "conduct_entry_state_appealed_at_idx" ON "conduct_entry"("state", "appealed_at");

-- CreateIndex
CREATE INDEX "waitlist_entry_checkpoint_id_direction_state_idx" ON "waitlist_entry"("checkpoint_id", "direction", "state");

-- CreateIndex
CREATE INDEX "waitlist_entry_organisation_id_joined_at_idx" ON "waitlist_entry"("organisation_id", "joined_at");

-- CreateIndex
CREATE INDEX "waitlist_draw_slot_id_idx" ON "waitlist_draw"("slot_id");

-- CreateIndex
CREATE UNIQUE INDEX "calendar_link_token_key" ON "calendar_link"("token");

-- CreateIndex
CREATE INDEX "notice_event_done_at_number_idx" ON "notice_event"("done_at", "number");

-- CreateIndex
CREATE INDEX "notice_event_cause_kind_idx" ON "notice_event"("cause", "kind");

-- CreateIndex
CREATE INDEX "notice_batch_state_first_at_idx" ON "notice_batch"("state", "first_at");

-- CreateIndex
CREATE UNIQUE INDEX "notice_batch_kind_cause_key" ON "notice_batch"("kind", "cause");

-- CreateIndex
CREATE INDEX "notice_user_id_at_id_idx" ON "notice"("user_id", "at", "id");

-- CreateIndex
CREATE INDEX "notice_email_state_email_next_at_idx" ON "notice"("email_state", "email_next_at");

-- CreateIndex
CREATE UNIQUE INDEX "notice_event_number_user_id_key" ON "notice"("event_number", "user_id");

-- CreateIndex
CREATE INDEX "webhook_organisation_id_idx" ON "webhook"("organisation_id");

-- CreateIndex
CREATE INDEX "webhook_delivery_state_next_attempt_at_idx" ON "webhook_delivery"("state", "next_attempt_at");

-- CreateIndex
CREATE INDEX "webhook_delivery_webhook_id_made_at_idx" ON "webhook_delivery"("webhook_id", "made_at");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_delivery_webhook_id_event_number_key" ON "webhook_delivery"("webhook_id", "event_number");

-- CreateIndex
CREATE INDEX "fairness_week_week_starts_on_idx" ON "fairness_week"("week_starts_on");

-- CreateIndex
CREATE INDEX "application_framework_contract_id_framework_day_idx" ON "application"("framework_contract_id", "framework_day");

-- CreateIndex
CREATE INDEX "booking_itinerary_id_idx" ON "booking"("itinerary_id");

-- AddForeignKey
ALTER TABLE "corridor_way" ADD CONSTRAINT "corridor_way_corridor_id_fkey" FOREIGN KEY ("corridor_id") REFERENCES "corridor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sailing" ADD CONSTRAINT "sailing_ship_id_fkey" FOREIGN KEY ("ship_id") REFERENCES "ship"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gate_slot" ADD CONSTRAINT "gate_slot_port_id_fkey" FOREIGN KEY ("port_id") REFERENCES "port"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sailing_claim" ADD CONSTRAINT "sailing_claim_sailing_id_fkey" FOREIGN KEY ("sailing_id") REFERENCES "sailing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sailing_claim" ADD CONSTRAINT "sailing_claim_gate_slot_id_fkey" FOREIGN KEY ("gate_slot_id") REFERENCES "gate_slot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sailing_claim" ADD CONSTRAINT "sailing_claim_itinerary_id_fkey" FOREIGN KEY ("itinerary_id") REFERENCES "itinerary"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "standby_entry" ADD CONSTRAINT "standby_entry_sailing_id_fkey" FOREIGN KEY ("sailing_id") REFERENCES "sailing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "itinerary_repair" ADD CONSTRAINT "itinerary_repair_itinerary_id_fkey" FOREIGN KEY ("itinerary_id") REFERENCES "itinerary"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application" ADD CONSTRAINT "application_framework_contract_id_fkey" FOREIGN KEY ("framework_contract_id") REFERENCES "framework_contract"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking" ADD CONSTRAINT "booking_itinerary_id_fkey" FOREIGN KEY ("itinerary_id") REFERENCES "itinerary"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "framework_day" ADD CONSTRAINT "framework_day_contract_id_fkey" FOREIGN KEY ("contract_id") REFERENCES "framework_contract"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking_change" ADD CONSTRAINT "booking_change_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conduct_entry" ADD CONSTRAINT "conduct_entry_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "waitlist_entry" ADD CONSTRAINT "waitlist_entry_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_preference" ADD CONSTRAINT "notice_preference_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_webhook_id_fkey" FOREIGN KEY ("webhook_id") REFERENCES "webhook"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- By hand from here: what Prisma's language cannot say.

-- A vehicle has one active booking, or one itinerary with several: then the first of them that is active holds the vehicle.
DROP INDEX "booking_active_plate";
DROP INDEX "booking_active_vin";
CREATE UNIQUE INDEX "booking_active_plate" ON "booking" ("plate") WHERE "state" IN ('held', 'confirmed') AND "holds_vehicle";
CREATE UNIQUE INDEX "booking_active_vin" ON "booking" ("vin") WHERE "state" IN ('held', 'confirmed') AND "holds_vehicle";
CREATE UNIQUE INDEX "sailing_claim_active_plate" ON "sailing_claim" ("plate") WHERE "state" IN ('held', 'confirmed') AND "holds_vehicle";
CREATE UNIQUE INDEX "sailing_claim_active_vin" ON "sailing_claim" ("vin") WHERE "state" IN ('held', 'confirmed') AND "holds_vehicle";
ALTER TABLE booking ADD CONSTRAINT booking_leg_of_itinerary CHECK ((itinerary_id IS NULL) = (leg IS NULL) AND (holds_vehicle OR itinerary_id IS NOT NULL));

-- When the leg that holds the vehicle is over, the next one does. In the same transaction, so that nobody gets in between: who waits for the index
-- entry of the one finds that of the other.
CREATE FUNCTION pass_vehicle_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE booking SET holds_vehicle = true
  WHERE id = (
    SELECT id FROM booking WHERE itinerary_id = NEW.itinerary_id AND state IN ('held', 'confirmed') ORDER BY leg, made_at, id LIMIT 1);
  RETURN NULL;
END $$;
CREATE TRIGGER itinerary_keeps_vehicle AFTER UPDATE OF state ON booking FOR EACH ROW
  WHEN (NEW.itinerary_id IS NOT NULL AND OLD.holds_vehicle AND OLD.state IN ('held', 'confirmed') AND NEW.state NOT IN ('held', 'confirmed'))
  EXECUTE FUNCTION pass_vehicle_on();

-- Each count of a sailing for itself, and none below zero: a bug must not sell room that is not there. A ship with less water may be overfull until its
-- trucks are rebooked, so taken may be more than places.
ALTER TABLE sailing ADD CONSTRAINT sailing_taken CHECK (
  lane_cm_taken >= 0 AND weight_kg_taken >= 0 AND reefer_plugs_taken >= 0 AND dangerous_goods_taken >= 0);
ALTER TABLE gate_slot ADD CONSTRAINT gate_slot_taken CHECK (taken BETWEEN 0 AND places);

-- A plate or VIN is once in a fleet, and a carrier has it alone.
CREATE UNIQUE INDEX "fleet_unit_plate" ON "fleet_unit" ("organisation_id", "plate") WHERE "retired_at" IS NULL;
CREATE UNIQUE INDEX "fleet_unit_vin" ON "fleet_unit" ("organisation_id", "vin") WHERE "retired_at" IS NULL AND "vin" IS NOT NULL;
CREATE UNIQUE INDEX "driver_licence" ON "driver" ("organisation_id", "licence_number") WHERE "retired_at" IS NULL AND "licence_number" IS NOT NULL;

-- One repair of an itinerary is open at a time, whoever finds that it slipped.
CREATE UNIQUE INDEX "itinerary_repair_open" ON "itinerary_repair" ("itinerary_id") WHERE "state" = 'asked';
-- A truck waits once for a sailing.
CREATE UNIQUE INDEX "standby_entry_open" ON "standby_entry" ("sailing_id", "plate") WHERE "state" IN ('waiting', 'called');
-- A truck has one chance in a draw, as it has one in a round.
CREATE UNIQUE INDEX "application_waiting_plate" ON "application" ("plate") WHERE "state" = 'waiting';
CREATE UNIQUE INDEX "application_waiting_vin" ON "application" ("vin") WHERE "state" = 'waiting';
-- A contract applies once a day with each tractor, however often its job runs.
CREATE UNIQUE INDEX "application_framework_day" ON "application" ("framework_contract_id", "framework_day", "plate") WHERE "framework_contract_id" IS NOT NULL;

CREATE OR REPLACE VIEW booking_details AS
SELECT
  b.id, b.organisation_id AS "organisationId", o.name AS "organisationName", b.state, b.class, b.channel, b.plate, b.vin,
  a.vehicle_country AS "vehicleCountry", a.driver_name AS "driverName", a.hs_code AS "hsCode",
  a.cargo_description AS "cargoDescription", a.gross_weight_kg AS "grossWeightKg", a.source,
  b.made_at AS "madeAt", b.hold_expires_at AS "holdExpiresAt", b.confirmed_at AS "confirmedAt", b.closed_at AS "closedAt",
  s.id AS "slotId", s.checkpoint_id AS "checkpointId", s.direction, s.starts_at AS "startsAt", s.ends_at AS "endsAt",
  s.closed_because AS "closedBecause", s.total_places AS "totalPlaces", s.inspected_places AS "inspectedPlaces",
  s.examined_places AS "examinedPlaces", s.total_taken AS "totalTaken", s.inspected_taken AS "inspectedTaken",
  s.examined_taken AS "examinedTaken", s.limited_by_side AS "limitedBySide", s.limited_by_stage AS "limitedByStage", s.seq,
  a.id AS "applicationId", a.consignor_name AS "consignorName", a.consignor_country AS "consignorCountry", a.consignee_name AS "consigneeName",
  a.consignee_country AS "consigneeCountry", a.origin_country AS "originCountry", a.destination_country AS "destinationCountry",
  a.is_re_export AS "isReExport", a.documents, b.itinerary_id AS "itineraryId", b.leg
FROM booking b
JOIN application a ON a.id = b.application_id
JOIN slot s ON s.id = b.slot_id
JOIN organisation o ON o.id = b.organisation_id;

CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON sailing FOR EACH ROW EXECUTE FUNCTION write_audit(
  'sailing', 'id', 'state,ship_id,from_port_id,to_port_id,planned_departure_at,expected_departure_at,load_factor,reason,source');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON sailing_claim FOR EACH ROW EXECUTE FUNCTION write_audit('sailing-claim', 'id');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON standby_entry FOR EACH ROW EXECUTE FUNCTION write_audit('standby-entry', 'id', '-wish');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON itinerary FOR EACH ROW EXECUTE FUNCTION write_audit('itinerary', 'id', '-wish,legs');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON itinerary_repair FOR EACH ROW EXECUTE FUNCTION write_audit('itinerary-repair', 'id', '-legs');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON fleet_unit FOR EACH ROW EXECUTE FUNCTION write_audit('fleet-unit', 'id');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON driver FOR EACH ROW EXECUTE FUNCTION write_audit('driver', 'id');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON api_key FOR EACH ROW EXECUTE FUNCTION write_audit('api-key', 'id', '-hash,last_used_at');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON framework_contract FOR EACH ROW EXECUTE FUNCTION write_audit('framework-contract', 'id');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON booking_change FOR EACH ROW EXECUTE FUNCTION write_audit('booking-change', 'id');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON conduct_entry FOR EACH ROW EXECUTE FUNCTION write_audit('conduct-entry', 'id');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON waitlist_entry FOR EACH ROW EXECUTE FUNCTION write_audit('waitlist-entry', 'application_id');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON webhook FOR EACH ROW EXECUTE FUNCTION write_audit(
  'webhook', 'id', 'organisation_id,url,kinds,state,made_by');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON notice_batch FOR EACH ROW EXECUTE FUNCTION write_audit('notice-batch', 'id');

-- As before, without what says nothing to people.
DROP TRIGGER audited ON booking;
CREATE TRIGGER audited AFTER INSERT OR DELETE ON booking FOR EACH ROW
  EXECUTE FUNCTION write_audit('booking', 'id', '-id,application_id,vin,made_at,hold_expires_at,confirmed_at,closed_at,holds_vehicle,leg');
