using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RussiaTalibanArchive.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class AddTagDates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "date_calendar",
                table: "tags",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "date_earliest",
                table: "tags",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "date_edtf",
                table: "tags",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "date_latest",
                table: "tags",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "date_printed",
                table: "tags",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "date_calendar",
                table: "tags");

            migrationBuilder.DropColumn(
                name: "date_earliest",
                table: "tags");

            migrationBuilder.DropColumn(
                name: "date_edtf",
                table: "tags");

            migrationBuilder.DropColumn(
                name: "date_latest",
                table: "tags");

            migrationBuilder.DropColumn(
                name: "date_printed",
                table: "tags");
        }
    }
}
