import { Radio } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { channels, type Channel } from '#core/interactions/interactions.contract.ts';
import { channelIcons } from './channels.tsx';
import classes from './log-form.module.css';

/** The channel at one click: all of them side by side. */
export function ChannelField({
  value,
  onChange,
}: {
  readonly value: Channel;
  readonly onChange: (channel: Channel) => void;
}) {
  const { t } = useTranslation();
  return (
    <Radio.Group
      value={value}
      onChange={(next) => onChange(channels.find((channel) => channel === next) ?? value)}
      aria-label={t(($) => $.interactions.form.channel)}
    >
      <div className={classes.channels}>
        {channels.map((channel) => {
          const ChannelIcon = channelIcons[channel];
          return (
            <Radio.Card key={channel} value={channel} className={classes.channel}>
              <ChannelIcon size={16} stroke={1.6} aria-hidden />
              {t(($) => $.interactions.channels[channel])}
            </Radio.Card>
          );
        })}
      </div>
    </Radio.Group>
  );
}
