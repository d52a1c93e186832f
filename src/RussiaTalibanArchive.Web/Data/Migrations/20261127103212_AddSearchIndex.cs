using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NpgsqlTypes;

#nullable disable

namespace RussiaTalibanArchive.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class AddSearchIndex : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "words");

            migrationBuilder.CreateTable(
                name: "indexed_words",
                columns: table => new
                {
                    word = table.Column<string>(type: "text", nullable: false),
                    items = table.Column<int>(type: "integer", nullable: false),
                    skeleton = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indexed_words", x => x.word);
                });

            migrationBuilder.CreateTable(
                name: "item_names",
                columns: table => new
                {
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    folded = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_item_names", x => x.item_id);
                });

            migrationBuilder.CreateTable(
                name: "search_items",
                columns: table => new
                {
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    audience = table.Column<int>(type: "integer", nullable: true),
                    embargo_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    author_id = table.Column<Guid>(type: "uuid", nullable: true),
                    source_id = table.Column<Guid>(type: "uuid", nullable: true),
                    earliest = table.Column<DateOnly>(type: "date", nullable: true),
                    latest = table.Column<DateOnly>(type: "date", nullable: true),
                    sort_day = table.Column<DateOnly>(type: "date", nullable: false),
                    language = table.Column<string>(type: "text", nullable: true),
                    issuer = table.Column<string>(type: "text", nullable: true),
                    speaker = table.Column<string>(type: "text", nullable: true),
                    verdict = table.Column<int>(type: "integer", nullable: true),
                    status = table.Column<string>(type: "text", nullable: false),
                    tags = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    articles = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    passages = table.Column<int>(type: "integer", nullable: false),
                    heads = table.Column<NpgsqlTsVector>(type: "tsvector", nullable: false),
                    words = table.Column<NpgsqlTsVector>(type: "tsvector", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_items", x => x.item_id);
                })
                .Annotation("Npgsql:StorageParameter:toast_tuple_target", 128);

            migrationBuilder.CreateTable(
                name: "search_passages",
                columns: table => new
                {
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    text_id = table.Column<Guid>(type: "uuid", nullable: true),
                    start = table.Column<int>(type: "integer", nullable: false),
                    first_character = table.Column<int>(type: "integer", nullable: false),
                    characters = table.Column<int>(type: "integer", nullable: false),
                    paragraph = table.Column<int>(type: "integer", nullable: false),
                    page = table.Column<int>(type: "integer", nullable: false),
                    words = table.Column<NpgsqlTsVector>(type: "tsvector", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_passages", x => new { x.item_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "words_to_count",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_words_to_count", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_indexed_words_skeleton",
                table: "indexed_words",
                column: "skeleton",
                filter: "skeleton <> ''");

            migrationBuilder.CreateIndex(
                name: "ix_indexed_words_word",
                table: "indexed_words",
                column: "word")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "ix_item_names_folded",
                table: "item_names",
                column: "folded")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "ix_search_items_added_at_item_id",
                table: "search_items",
                columns: new[] { "added_at", "item_id" });

            migrationBuilder.CreateIndex(
                name: "ix_search_items_articles",
                table: "search_items",
                column: "articles")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_search_items_heads",
                table: "search_items",
                column: "heads")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_search_items_sort_day_item_id",
                table: "search_items",
                columns: new[] { "sort_day", "item_id" });

            migrationBuilder.CreateIndex(
                name: "ix_search_items_source_id",
                table: "search_items",
                column: "source_id");

            migrationBuilder.CreateIndex(
                name: "ix_search_items_tags",
                table: "search_items",
                column: "tags")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_search_items_words",
                table: "search_items",
                column: "words")
                .Annotation("Npgsql:IndexMethod", "gin");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "indexed_words");

            migrationBuilder.DropTable(
                name: "item_names");

            migrationBuilder.DropTable(
                name: "search_items");

            migrationBuilder.DropTable(
                name: "search_passages");

            migrationBuilder.DropTable(
                name: "words_to_count");

            migrationBuilder.CreateTable(
                name: "words",
                columns: table => new
                {
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    folded = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_words", x => x.item_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_words_folded",
                table: "words",
                column: "folded")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });
        }
    }
}
