using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace RussiaTalibanArchive.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class AddIntake : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_withheld",
                table: "texts",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "attached_to_id",
                table: "documents",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "document_findings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    label = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "text", nullable: false),
                    page = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_document_findings", x => x.id);
                    table.ForeignKey(
                        name: "fk_document_findings_documents_document_id",
                        column: x => x.document_id,
                        principalTable: "documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "document_mails",
                columns: table => new
                {
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<List<string>>(type: "text[]", nullable: false),
                    to = table.Column<List<string>>(type: "text[]", nullable: false),
                    cc = table.Column<List<string>>(type: "text[]", nullable: false),
                    message_id = table.Column<string>(type: "text", nullable: true),
                    references = table.Column<List<string>>(type: "text[]", nullable: false),
                    thread_id = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_document_mails", x => x.document_id);
                    table.ForeignKey(
                        name: "fk_document_mails_documents_document_id",
                        column: x => x.document_id,
                        principalTable: "documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "document_pages",
                columns: table => new
                {
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    sha256 = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    language = table.Column<string>(type: "text", nullable: true),
                    notes = table.Column<string[]>(type: "text[]", nullable: false),
                    picture = table.Column<Guid>(type: "uuid", nullable: true),
                    picture_width = table.Column<int>(type: "integer", nullable: false),
                    picture_height = table.Column<int>(type: "integer", nullable: false),
                    problem = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_document_pages", x => new { x.document_id, x.number });
                    table.ForeignKey(
                        name: "fk_document_pages_documents_document_id",
                        column: x => x.document_id,
                        principalTable: "documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "document_sketches",
                columns: table => new
                {
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    folded_hash = table.Column<long>(type: "bigint", nullable: false),
                    bands = table.Column<long[]>(type: "bigint[]", nullable: false),
                    shingle_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_document_sketches", x => x.document_id);
                    table.ForeignKey(
                        name: "fk_document_sketches_documents_document_id",
                        column: x => x.document_id,
                        principalTable: "documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "intake_batches",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    key = table.Column<Guid>(type: "uuid", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by = table.Column<string>(type: "text", nullable: false),
                    door = table.Column<string>(type: "text", nullable: false),
                    language = table.Column<string>(type: "text", nullable: true),
                    publish = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_intake_batches", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "raw_texts",
                columns: table => new
                {
                    text_id = table.Column<Guid>(type: "uuid", nullable: false),
                    body = table.Column<string>(type: "text", nullable: false),
                    suspicious = table.Column<int>(type: "integer", nullable: false),
                    accepted_by = table.Column<string>(type: "text", nullable: true),
                    accepted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_raw_texts", x => x.text_id);
                    table.ForeignKey(
                        name: "fk_raw_texts_texts_text_id",
                        column: x => x.text_id,
                        principalTable: "texts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "page_words",
                columns: table => new
                {
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    text_id = table.Column<Guid>(type: "uuid", nullable: false),
                    boxes = table.Column<int[]>(type: "integer[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_page_words", x => new { x.document_id, x.number });
                    table.ForeignKey(
                        name: "fk_page_words_document_pages_document_id_number",
                        columns: x => new { x.document_id, x.number },
                        principalTable: "document_pages",
                        principalColumns: new[] { "document_id", "number" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_page_words_texts_text_id",
                        column: x => x.text_id,
                        principalTable: "texts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "intake_files",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    batch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    depth = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    sha256 = table.Column<string>(type: "text", nullable: true),
                    length_bytes = table.Column<long>(type: "bigint", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<string>(type: "text", nullable: false),
                    failed_after = table.Column<string>(type: "text", nullable: true),
                    problem = table.Column<string>(type: "text", nullable: true),
                    problem_arguments = table.Column<List<string>>(type: "text[]", nullable: false),
                    needs_password = table.Column<bool>(type: "boolean", nullable: false),
                    missing_tool = table.Column<string>(type: "text", nullable: true),
                    protected_password = table.Column<string>(type: "text", nullable: true),
                    encoding = table.Column<string>(type: "text", nullable: true),
                    detected_encoding = table.Column<string>(type: "text", nullable: true),
                    record = table.Column<string>(type: "text", nullable: true),
                    document_id = table.Column<Guid>(type: "uuid", nullable: true),
                    same_as_id = table.Column<Guid>(type: "uuid", nullable: true),
                    page_count = table.Column<int>(type: "integer", nullable: false),
                    pages_done = table.Column<int>(type: "integer", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    lease = table.Column<Guid>(type: "uuid", nullable: true),
                    leased_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_intake_files", x => x.id);
                    table.ForeignKey(
                        name: "fk_intake_files_documents_document_id",
                        column: x => x.document_id,
                        principalTable: "documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_intake_files_files_sha256",
                        column: x => x.sha256,
                        principalTable: "files",
                        principalColumn: "sha256",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_intake_files_intake_batches_batch_id",
                        column: x => x.batch_id,
                        principalTable: "intake_batches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_intake_files_intake_files_parent_id",
                        column: x => x.parent_id,
                        principalTable: "intake_files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_intake_files_intake_files_same_as_id",
                        column: x => x.same_as_id,
                        principalTable: "intake_files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_documents_attached_to_id",
                table: "documents",
                column: "attached_to_id");

            migrationBuilder.CreateIndex(
                name: "ix_document_findings_document_id",
                table: "document_findings",
                column: "document_id");

            migrationBuilder.CreateIndex(
                name: "ix_document_mails_message_id",
                table: "document_mails",
                column: "message_id");

            migrationBuilder.CreateIndex(
                name: "ix_document_mails_thread_id",
                table: "document_mails",
                column: "thread_id");

            migrationBuilder.CreateIndex(
                name: "ix_document_pages_picture",
                table: "document_pages",
                column: "picture");

            migrationBuilder.CreateIndex(
                name: "ix_document_sketches_bands",
                table: "document_sketches",
                column: "bands")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_document_sketches_folded_hash",
                table: "document_sketches",
                column: "folded_hash");

            migrationBuilder.CreateIndex(
                name: "ix_intake_batches_key",
                table: "intake_batches",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_intake_batches_number",
                table: "intake_batches",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_intake_files_batch_id_key",
                table: "intake_files",
                columns: new[] { "batch_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_intake_files_batch_id_state",
                table: "intake_files",
                columns: new[] { "batch_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_intake_files_document_id",
                table: "intake_files",
                column: "document_id");

            migrationBuilder.CreateIndex(
                name: "ix_intake_files_on_their_way",
                table: "intake_files",
                column: "received_at",
                filter: "state IN ('Received', 'Identified', 'Text', 'Pages')");

            migrationBuilder.CreateIndex(
                name: "ix_intake_files_parent_id",
                table: "intake_files",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_intake_files_same_as_id",
                table: "intake_files",
                column: "same_as_id");

            migrationBuilder.CreateIndex(
                name: "ix_intake_files_sha256",
                table: "intake_files",
                column: "sha256");

            migrationBuilder.CreateIndex(
                name: "ix_page_words_text_id",
                table: "page_words",
                column: "text_id");

            migrationBuilder.AddForeignKey(
                name: "fk_documents_documents_attached_to_id",
                table: "documents",
                column: "attached_to_id",
                principalTable: "documents",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_documents_documents_attached_to_id",
                table: "documents");

            migrationBuilder.DropTable(
                name: "document_findings");

            migrationBuilder.DropTable(
                name: "document_mails");

            migrationBuilder.DropTable(
                name: "document_sketches");

            migrationBuilder.DropTable(
                name: "intake_files");

            migrationBuilder.DropTable(
                name: "page_words");

            migrationBuilder.DropTable(
                name: "raw_texts");

            migrationBuilder.DropTable(
                name: "intake_batches");

            migrationBuilder.DropTable(
                name: "document_pages");

            migrationBuilder.DropIndex(
                name: "ix_documents_attached_to_id",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "is_withheld",
                table: "texts");

            migrationBuilder.DropColumn(
                name: "attached_to_id",
                table: "documents");
        }
    }
}
