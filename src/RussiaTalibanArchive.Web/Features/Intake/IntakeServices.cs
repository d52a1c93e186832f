using RussiaTalibanArchive.Web.Features.Files;

namespace RussiaTalibanArchive.Web.Features.Intake;

internal static class IntakeServices
{
    public static void AddIntake(this IServiceCollection services)
    {
        services.AddSingleton<IntakeSignal>();
        services.AddSingleton<PictureStore>();
        services.AddSingleton<PieceStore>();
        services.AddScoped<Receiver>();
        services.AddScoped<IntakeLeases>();
        services.AddScoped<DocumentMaker>();
        services.AddScoped<Pipeline>();
        services.AddHostedService<IntakeService>();
    }
}
