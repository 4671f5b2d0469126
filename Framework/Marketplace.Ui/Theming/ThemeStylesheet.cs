namespace Marketplace.Ui;

/// <summary>The few lines of CSS in which one tenant's look differs from another's.</summary>
internal static class ThemeStylesheet
{
    /// <summary>The panels of ui.css that coloured text stands on, at their least favourable.</summary>
    private static readonly AccentColor _lightSurface = AccentColor.Parse("#f3f5f4", "#f3f5f4");

    private static readonly AccentColor _darkSurface = AccentColor.Parse("#1c2322", "#1c2322");

    public static string For(SiteSettings site)
    {
        var defaults = new SiteSettings();
        var light = AccentColor.Parse(site.Accent, defaults.Accent);
        var dark = AccentColor.Parse(site.AccentDark, defaults.AccentDark);
        return $$"""
            :root {
              --accent: light-dark({{light}}, {{dark}});
              --accent-ink: light-dark({{light.Ink()}}, {{dark.Ink()}});
              --accent-text: light-dark({{light.ReadableOn(_lightSurface)}}, {{dark.ReadableOn(_darkSurface)}});
            }

            """;
    }

    /// <summary>The tenant's icon on its accent colour.</summary>
    public static string Favicon(SiteSettings site)
    {
        var accent = AccentColor.Parse(site.Accent, new SiteSettings().Accent);
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="{accent}"/>
            <g transform="translate(7 7) scale(1.125)" fill="{accent.Ink()}">{IconSet.Shapes(site.Icon)}</g></svg>
            """;
    }
}
